import CKernels
import CfgParser

/// The signs of an image's values, 1 above 0 and -1 else, in the middle of `output`, and `border`
/// around them.
///
/// `output` has as many channels; the image's first pixel comes to row and column `offset`.
///
/// - Reference: darknet `convolutional_layer.c`, `binarize_cpu`; AlexeyAB's `gemm.c`,
///   `float_to_bit`, for which a border of zero bits is one of -1.
func binarize(
  _ input: Tensor, into output: Tensor, offset: Int, border: Float, kernels: KernelSet,
  threads: ThreadPool
) {
  let (from, to) = (input.shape, output.shape)
  threads.forEachRows(to.height, of: to.width * to.channels) { rows in
    for row in rows {
      let line = unsafe output.values + row * output.rowStride
      guard (offset..<offset + from.height).contains(row) else {
        unsafe fill(line, output, pixels: to.width, with: border)
        continue
      }
      let first = unsafe line + offset * output.pixelStride
      let behind = unsafe first + from.width * output.pixelStride
      unsafe fill(line, output, pixels: offset, with: border)
      unsafe kernels.table.binarize(
        dk_row_pair(
          input: input.values + (row - offset) * input.rowStride, inputStride: input.pixelStride,
          output: first, outputStride: output.pixelStride, rowCount: from.width,
          columnCount: from.channels))
      unsafe fill(behind, output, pixels: to.width - offset - from.width, with: border)
    }
  }
}

/// Sets the channels of pixels from `first` on.
private func fill(
  _ first: UnsafeMutablePointer<Float>, _ tensor: Tensor, pixels: Int, with value: Float
) {
  for pixel in 0..<pixels {
    unsafe (first + pixel * tensor.pixelStride)
      .update(repeating: value, count: tensor.shape.channels)
  }
}
