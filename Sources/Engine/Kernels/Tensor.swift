package import CfgParser

/// Where one layer's activations lie while a plan runs: `shape.area` pixels of `shape.channels`
/// values each.
///
/// The order is H × W × C: pixels row by row, the channels of a pixel side by side, `pixelStride`
/// values from one pixel to the next. A stride above the number of channels is how several layers
/// share one buffer, each with a range of its channels.
///
/// The memory belongs to an `Arena`; a tensor is only handed out while that arena runs a step, and
/// the plan has checked that steps which run at one time do not overlap in what they write.
@safe package struct Tensor {
  /// The first value of pixel (0, 0).
  package let values: UnsafeMutablePointer<Float>
  /// Extent of the activation.
  package let shape: Shape
  /// Values from one pixel to the next; at least `shape.channels`.
  package let pixelStride: Int

  package init(_ values: UnsafeMutablePointer<Float>, shape: Shape, pixelStride: Int) {
    unsafe self.values = values
    (self.shape, self.pixelStride) = (shape, pixelStride)
  }

  /// Lends all values of a contiguous tensor, H × W × C, to `body`.
  package func withMutableSpan<Result>(_ body: (inout MutableSpan<Float>) -> Result) -> Result {
    var span = unsafe MutableSpan(_unsafeStart: values, count: shape.count)
    return body(&span)
  }

  /// Values from one row to the next.
  package var rowStride: Int { pixelStride * shape.width }
  /// Whether no other layer's channels lie between the pixels.
  package var isContiguous: Bool { pixelStride == shape.channels || shape.area == 1 }
}
