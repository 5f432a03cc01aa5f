/// How much a description may ask for; beyond it there is an error instead of a wait or an
/// overflow.
package enum Limits {
  /// Bytes of a cfg, data or names file.
  package static let fileByteCount = 16 << 20
  /// Bytes of one line.
  static let lineByteCount = 1 << 20
  /// Layers of a network.
  package static let layerCount = 10_000
  /// Options of one section.
  static let optionCount = 1_000
  /// Items of a list such as `layers` or `anchors`.
  static let listCount = 4_096
  /// Width and height of the input, in pixels.
  package static let inputSize = 65_536
  /// Channels of the input, filters of a layer.
  package static let channelCount = 1_048_576
  /// Classes of a head, labels of a names file.
  package static let classCount = 65_536
  /// Values of a vector: `inputs` of `[net]`, `output` of `[connected]`.
  package static let vectorCount = 16_777_216
  /// Values of one layer's output and of one array of weights; darknet counts them in 32 bits.
  package static let valueCount = Int(Int32.max)
  /// Floating-point operations of one layer: far beyond use, and 10,000 such layers overflow
  /// nothing.
  static let operationCount = 1 << 49
}
