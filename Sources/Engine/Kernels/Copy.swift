import CKernels
import CfgParser

/// Copies a tensor into another of the same shape, which may lie among other channels.
func copy(_ input: Tensor, into output: Tensor, kernels: KernelSet, threads: ThreadPool) {
  let channels = output.shape.channels
  threads.forEachRows(output.shape.area, of: channels) { pixels in
    unsafe kernels.table.copy(
      dk_row_pair(input, into: output, pixels: pixels, channels: channels))
  }
}
