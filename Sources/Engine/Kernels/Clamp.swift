import CKernels
import CfgParser

/// Keeps every value of a tensor within ±limit; what is no number becomes 0.
///
/// - Reference: AlexeyAB's darknet `blas.c`, `constrain_cpu` and `fix_nan_and_inf_cpu`.
func clamp(_ tensor: Tensor, to limit: Float, kernels: KernelSet, threads: ThreadPool) {
  let channels = tensor.shape.channels
  threads.forEachRows(tensor.shape.area, of: channels) { pixels in
    unsafe kernels.table.clamp(
      dk_row_pair(tensor, into: tensor, pixels: pixels, channels: channels), limit)
  }
}
