import CKernels
import CfgParser

/// Repeats every pixel `stride` × `stride` times, or for a negative stride adds up blocks of that
/// many.
///
/// Every value is multiplied by `scale`. The output's shape says the rest.
///
/// - Reference: darknet `blas.c`, `upsample_cpu`.
package func upsample(
  _ input: Tensor, into output: Tensor, stride: Int, scale: Float, kernels: KernelSet,
  threads: ThreadPool
) {
  let resampling = unsafe dk_resampling(
    input: input.values, inputStride: input.pixelStride, inputWidth: input.shape.width,
    output: output.values, outputStride: output.pixelStride, outputWidth: output.shape.width,
    channels: output.shape.channels, stride: abs(stride), scale: scale)
  let kernel = unsafe stride > 0 ? kernels.table.upsample : kernels.table.sum_blocks
  let valuesARow = output.shape.width * output.shape.channels
  threads.forEachRows(output.shape.height, of: valuesARow) { rows in
    unsafe withUnsafePointer(to: resampling) { resampling in
      unsafe kernel(resampling, rows.lowerBound, rows.count)
    }
  }
}
