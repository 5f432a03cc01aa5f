import CfgParser
import Engine

@testable import Trainer

/// Compares what a trainer finds for every parameter with central differences of the same network
/// in double precision.
///
/// The cfg has `batch=4` and `subdivisions=2`: the first mini-batch leaves its deltas in the updates.
/// What comes to a layer's input is seen in the parameters of the layers before it.
struct GradientCheck {
  /// Largest difference of a derivative, as a share of the largest of its array: sums of some
  /// thousand products in single precision, through a few layers.
  static let tolerance = 1e-4

  /// What is wrong, array by array; empty where all agree.
  static func faults(_ layers: String, width: Int = 7, height: Int = 5, channels: Int = 3) throws
    -> [String]
  {
    let text = """
      [net]
      batch=4
      subdivisions=2
      width=\(width)
      height=\(height)
      channels=\(channels)
      \(layers)
      [cost]
      type=sse
      """
    let network = try Network(CfgDocument(parsing: text, file: "gradient.cfg"))
    var trainer = try Trainer(network, weights: NetworkWeights(randomFor: network))
    var random = TestRandom(seed: 7)
    var plain = PlainNetwork(network: network, parameters: [:])
    for array in trainer.plan.arrays where array.role != .statistic {
      let spread = array.name == "weights" ? 0.6 : 0.4
      let values = (0..<array.count).map { _ in
        Float(random.next() * spread + (array.name == "scales" ? 1 : 0))
      }
      trainer.memory.parameters.set(array, to: values)
      plain.parameters[array.layer, default: [:]][array.name] = values.map { Double($0) }
    }
    let images = (0..<2 * network.inputShape.count).map { _ in Float(random.next()) }
    let truths = (0..<2 * trainer.truthCount).map { _ in Float(random.next()) }
    let cost = try trainer.train(images.span, truths: truths.span)
    let batch = PlainBatch(
      images: 2, shape: network.inputShape, values: images.map { Double($0) })
    let truth = truths.map { Double($0) }
    // Also works out what is kept from the first run.
    let loss = 2 * plain.loss(of: batch, truth: truth)
    var faults = abs(cost - loss) <= tolerance * loss ? [] : ["loss \(cost), not \(loss)"]
    for array in trainer.plan.arrays where array.role != .statistic {
      let found = trainer.memory.parameters.darknetUpdates(array)
      let expected = plain.derivatives(array, batch, truth)
      faults += compare(found, expected, "layer \(array.layer) \(array.name)")
    }
    return faults
  }

  private static func compare(
    _ found: [Float], _ expected: [Int: Double], _ name: String
  ) -> [String] {
    let largest = expected.values.reduce(0) { max($0, abs($1)) }
    guard largest > 0 else { return ["\(name): nothing comes to it"] }
    return expected.sorted { $0.key < $1.key }
      .filter { !(abs(Double(found[$0.key]) - $0.value) <= tolerance * largest) }
      .prefix(3).map { "\(name)[\($0.key)] is \(found[$0.key]), not \($0.value)" }
  }
}

extension ParameterMemory {
  /// The updates of an array in Darknet's order.
  fileprivate func darknetUpdates(_ array: ParameterArray) -> [Float] {
    (0..<array.count).map { unsafe updates[array.offset + array.layout.place(of: $0)] }
  }
}

extension PlainNetwork {
  /// Minus the derivative of the loss by some values of an array, by their numbers.
  fileprivate mutating func derivatives(
    _ array: ParameterArray, _ images: PlainBatch, _ truth: [Double]
  ) -> [Int: Double] {
    var derivatives: [Int: Double] = [:]
    let (step, distance) = (max(1, array.count / 12), 1e-5)
    for index in stride(from: 0, to: array.count, by: step) {
      let value = parameters[array.layer]?[array.name]?[index] ?? 0
      let losses = [value + distance, value - distance].map { moved in
        parameters[array.layer]?[array.name]?[index] = moved
        return loss(of: images, truth: truth)
      }
      parameters[array.layer]?[array.name]?[index] = value
      derivatives[index] = (losses[1] - losses[0]) / (2 * distance)
    }
    return derivatives
  }
}

/// Numbers that look random, spread evenly over -1 ..< 1.
struct TestRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double(mixed >> 11) * 0x1p-52 - 1
  }
}
