import CfgParser

/// The values an array has before anything was learned: what layers get that no file fills.
///
/// They are spread evenly over a range, which for weights has the variance 2 / fan-in unless the
/// layer has another; value number i depends on the layer and i alone, so any part can be made on
/// any thread.
///
/// - Reference: darknet's `make_convolutional_layer`: scale √(2 / fan-in), biases 0, scales 1. Its
///   rolling variance starts at 0, which saturates an untrained network; here it is 1.
struct InitialValues {
  private let middle, reach: Float
  private let seed: UInt64

  /// The array `block` of layer `layer`, which has the arrays `layerBlocks`; another seed gives other
  /// values.
  init(
    layer: Int, block: NetworkWeights.Block, layerBlocks: [NetworkWeights.Block], seed: UInt64
  ) {
    // Gates of one layer must not begin alike.
    let salt =
      WeightBlock.part(of: block.name)?.utf8.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1) } ?? 0
    let start = seed &* 0xD6E8_FEB8_6659_FD93
    self.seed = ((UInt64(layer &+ 1) ^ salt &<< 32) &* 0x9E37_79B9_7F4A_7C15) ^ start
    let range = block.initial ?? Self.usual(for: block, layerBlocks)
    (middle, reach) = (
      (range.lowerBound + range.upperBound) / 2, (range.upperBound - range.lowerBound) / 2
    )
  }

  /// What the values of an array of that name are spread over.
  private static func usual(
    for block: NetworkWeights.Block, _ layerBlocks: [NetworkWeights.Block]
  ) -> ClosedRange<Float> {
    switch WeightBlock.plainName(block.name) {
    case "weights":
      let biases = WeightBlock.name("biases", in: WeightBlock.part(of: block.name))
      let outputs = layerBlocks.first { $0.name == biases }?.count ?? 1
      let bound = (6 / Float(max(1, block.count / max(1, outputs)))).squareRoot()
      return -bound...bound
    case "scales", "rolling_variance": return 1...1
    default: return 0...0
    }
  }

  /// Fills `buffer` with the values from number `start` on.
  func fill(_ buffer: UnsafeMutableBufferPointer<Float>, from start: Int) {
    for offset in buffer.indices {
      unsafe buffer[offset] = middle + reach * evenly(start + offset)
    }
  }

  /// A number in -1...1 that looks random: SplitMix64 of the position.
  private func evenly(_ position: Int) -> Float {
    var mixed = seed &+ UInt64(truncatingIfNeeded: position) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return Float(Int32(truncatingIfNeeded: mixed >> 32)) * 0x1p-31
  }
}
