import CKernels
import CfgParser

/// Cuts the output's extent out of the middle of the input, and maps v to 2v - 1 where `adjusts`.
///
/// - Reference: darknet `crop_layer.c`, `forward_crop_layer`, at inference.
func cropAndScale(
  _ input: Tensor, into output: Tensor, adjusts: Bool, kernels: KernelSet, threads: ThreadPool
) {
  let (shape, top) = (output.shape, (input.shape.height - output.shape.height) / 2)
  let left = (input.shape.width - shape.width) / 2
  threads.forEachRows(shape.height, of: shape.width * shape.channels) { rows in
    for y in rows {
      let pixel = (top + y) * input.shape.width + left
      let line = unsafe dk_row_pair(
        input: input.values + pixel * input.pixelStride, inputStride: input.pixelStride,
        output: output.values + y * output.rowStride, outputStride: output.pixelStride,
        rowCount: shape.width, columnCount: shape.channels)
      if adjusts {
        unsafe kernels.table.scale_and_shift(line, 2, -1)
      } else {
        unsafe kernels.table.copy(line)
      }
    }
  }
}
