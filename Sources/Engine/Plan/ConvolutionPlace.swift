import CfgParser

/// A convolution as a plan has it: what is computed, and how the pixels it reads lie.
struct ConvolutionPlace: Sendable, Hashable {
  /// What is convolved.
  let geometry: ConvolutionGeometry
  /// Values from one pixel of the input to the next.
  let inputStride: Int

  /// A convolution of a slot.
  init(_ geometry: ConvolutionGeometry, from input: Slot) {
    (self.geometry, inputStride) = (geometry, input.pixelStride)
  }

  /// A convolution of an activation that shares its memory with no other.
  init(_ geometry: ConvolutionGeometry) {
    (self.geometry, inputStride) = (geometry, geometry.input.channels)
  }
}
