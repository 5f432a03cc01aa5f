import CfgParser

/// A convolution as a plan has it: what is computed, how the pixels it reads lie, and whether what
/// it gives is only looked at in pairs.
struct ConvolutionPlace: Sendable, Hashable {
  /// What is convolved.
  let geometry: ConvolutionGeometry
  /// Values from one pixel of the input to the next.
  let inputStride: Int
  /// Whether a 2×2 maximum behind it is all that reads it, in the same step where an algorithm can.
  let isPooled: Bool

  /// A convolution of a slot.
  init(_ geometry: ConvolutionGeometry, from input: Slot, isPooled: Bool = false) {
    (self.geometry, inputStride) = (geometry, input.pixelStride)
    self.isPooled = isPooled
  }

  /// A convolution of an activation that shares its memory with no other.
  init(_ geometry: ConvolutionGeometry, isPooled: Bool = false) {
    (self.geometry, inputStride) = (geometry, geometry.input.channels)
    self.isPooled = isPooled
  }

  /// Whether an algorithm does the pooling in its own step.
  func joinsPooling(by algorithm: ConvolutionAlgorithm, _ kernels: KernelSet) -> Bool {
    isPooled && algorithm.poolsPairs(of: geometry, after: .linear, by: kernels)
  }
}
