package import CKernels
import CfgParser

extension dk_row_pair {
  /// A range of pixels of two tensors of as many pixels, the first `channels` channels of each.
  package init(_ input: Tensor, into output: Tensor, pixels: Range<Int>, channels: Int) {
    unsafe self.init(
      input: input.values + pixels.lowerBound * input.pixelStride,
      inputStride: input.pixelStride,
      output: output.values + pixels.lowerBound * output.pixelStride,
      outputStride: output.pixelStride, rowCount: pixels.count, columnCount: channels)
  }
}
