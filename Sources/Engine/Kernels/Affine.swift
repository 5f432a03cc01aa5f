import CKernels
import CfgParser

/// output = input · scale + bias, a scale and a bias a channel; `output` may be the input.
///
/// - Reference: darknet `blas.c`, `scale_bias` and `add_bias`, in one pass.
func affine(
  _ input: Tensor, into output: Tensor, scale: [Float], bias: [Float], kernels: KernelSet,
  threads: ThreadPool
) {
  let channels = output.shape.channels
  threads.forEachRows(output.shape.area, of: channels) { pixels in
    unsafe scale.withUnsafeBufferPointer { scale in
      unsafe bias.withUnsafeBufferPointer { bias in
        guard let scale = scale.baseAddress, let bias = bias.baseAddress else {
          return
        }
        unsafe kernels.table.affine(
          dk_row_pair(input, into: output, pixels: pixels, channels: channels), scale, bias)
      }
    }
  }
}
