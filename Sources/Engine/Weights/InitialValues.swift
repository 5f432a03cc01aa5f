import CfgParser

/// The values an array has before anything was learned: what layers get that no file fills.
///
/// Weights are spread evenly with the variance 2 / fan-in; value number i depends on the layer and
/// i alone, so any part can be made on any thread.
///
/// - Reference: darknet's `make_convolutional_layer`: scale √(2 / fan-in), biases 0, scales 1. Its
///   rolling variance starts at 0, which saturates an untrained network; here it is 1.
struct InitialValues {
  private let kind: Kind
  private let seed: UInt64

  private enum Kind {
    case constant(Float)
    case spread(Float)
  }

  /// The array `block` of layer `layer`, which has the arrays `layerBlocks`.
  init(layer: Int, block: String, layerBlocks: [NetworkWeights.Block]) {
    let part = WeightBlock.part(of: block)
    // Gates of one layer must not begin alike.
    let salt = part?.utf8.reduce(UInt64(0)) { $0 &* 31 &+ UInt64($1) } ?? 0
    seed = (UInt64(layer &+ 1) ^ salt &<< 32) &* 0x9E37_79B9_7F4A_7C15
    switch WeightBlock.plainName(block) {
    case "weights":
      let biases = WeightBlock.name("biases", in: part)
      let outputs = layerBlocks.first { $0.name == biases }?.count
      let count = layerBlocks.first { $0.name == block }?.count ?? 1
      guard let outputs, outputs > 0 else {
        kind = .constant(1)  // the weights of [shortcut] and [implicit]
        return
      }
      let fanIn = max(1, count / outputs)
      kind = .spread((6 / Float(fanIn)).squareRoot())
    case "scales", "rolling_variance": kind = .constant(1)
    default: kind = .constant(0)
    }
  }

  /// Fills `buffer` with the values from number `start` on.
  func fill(_ buffer: UnsafeMutableBufferPointer<Float>, from start: Int) {
    switch kind {
    case .constant(let value): unsafe buffer.update(repeating: value)
    case .spread(let bound):
      for offset in buffer.indices {
        unsafe buffer[offset] = bound * evenly(start + offset)
      }
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
