import CKernels
import CfgParser

/// What a local response normalisation is made of; see `[normalization]`.
struct ResponseNormalization: Sendable, Hashable {
  /// Channels a sum of squares goes over.
  let size: Int
  /// What the sum is multiplied by.
  let alpha: Float
  /// The power, with its sign turned.
  let beta: Float
  /// What is added to the sum.
  let kappa: Float
}

/// Divides every value by a power of the squares of the channels around it; `output` is other
/// memory.
///
/// Each sum is taken anew, so that rounding does not add up from channel to channel as it does in
/// darknet's running sum.
///
/// - Reference: darknet `normalization_layer.c`, `forward_normalization_layer`.
func normalizeResponse(
  _ input: Tensor, into output: Tensor, by normalization: ResponseNormalization,
  kernels: KernelSet, threads: ThreadPool
) {
  let (channels, size) = (input.shape.channels, normalization.size)
  let response = dk_response(
    before: (size - 1) / 2, behind: size / 2, missing: size / 2, alpha: normalization.alpha,
    beta: normalization.beta, kappa: normalization.kappa)
  threads.forEachRows(input.shape.area, of: 8 * channels) { pixels in
    unsafe withUnsafePointer(to: response) { response in
      unsafe kernels.table.normalize_response(
        dk_row_pair(input, into: output, pixels: pixels, channels: channels), response)
    }
  }
}

/// Divides the channels of every pixel by the length of their vector, in place; zeros stay so.
///
/// - Reference: darknet `blas.c`, `l2normalize_cpu`.
func normalizeLength(_ tensor: Tensor, kernels: KernelSet, threads: ThreadPool) {
  let channels = tensor.shape.channels
  threads.forEachRows(tensor.shape.area, of: 2 * channels) { pixels in
    unsafe kernels.table.normalize(
      dk_rows(
        values: tensor.values + pixels.lowerBound * tensor.pixelStride, rowCount: pixels.count,
        columnCount: channels, stride: tensor.pixelStride), dk_normalize_length)
  }
}
