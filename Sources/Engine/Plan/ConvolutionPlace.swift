import CfgParser

/// A convolution as a plan has it: what is computed, and how the pixels it reads and writes lie.
struct ConvolutionPlace: Sendable, Hashable {
  /// What is convolved.
  let geometry: ConvolutionGeometry
  /// Values from one pixel of the input to the next.
  let inputStride: Int
  /// Values from one pixel of the output to the next.
  let outputStride: Int

  /// A convolution from one slot to another.
  init(_ geometry: ConvolutionGeometry, from input: Slot, to output: Slot) {
    self.geometry = geometry
    (inputStride, outputStride) = (input.pixelStride, output.pixelStride)
  }

  /// A convolution between activations that share their memory with no other.
  init(_ geometry: ConvolutionGeometry) {
    self.geometry = geometry
    (inputStride, outputStride) = (geometry.input.channels, geometry.output.channels)
  }
}
