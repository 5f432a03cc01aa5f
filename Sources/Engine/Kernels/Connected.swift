import CKernels
import CfgParser

/// A `[connected]` layer made ready: every output is a sum over all inputs.
///
/// One row times packed weights, so reading the weights is what takes the time; threads share the
/// columns.
///
/// - Reference: darknet `connected_layer.c`, `forward_connected_layer`.
struct Connected: Sendable {
  private let product: MatrixMultiply
  private let activation: Activation
  private let kernels: KernelSet

  /// Packs the weights of `outputs` outputs, each over an image of `channels` channels and `taps`
  /// pixels.
  ///
  /// `rows` fills in darknet's order, [output][channel][pixel], as `PackedWeights` wants it.
  ///
  /// - Throws: what `rows` throws.
  init<Failure: Error>(
    channels: Int, taps: Int, outputs: Int, bias: [Float], activation: Activation,
    kernels: KernelSet, threads: ThreadPool,
    reading rows: (Range<Int>, UnsafeMutableBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    product = try unsafe MatrixMultiply(
      outputs: outputs, channels: channels, taps: taps, bias: bias[...],
      activation: activation.kernel ?? dk_linear, kernels: kernels, threads: threads,
      reading: rows)
    (self.activation, self.kernels) = (activation, kernels)
  }

  /// How it is computed, for people: `gemm`, `gemm bf16`.
  var algorithm: String {
    "gemm" + (kernels.precision == .float32 ? "" : " \(kernels.precision.rawValue)")
  }

  /// Bytes the packed weights take.
  var weightByteCount: Int { product.weights.byteCount }

  /// Values of scratch each thread needs in `run`.
  var scratchFloatsPerWorker: Int {
    MatrixMultiply.scratchFloats(for: kernels)
  }

  /// Multiplies all values of `input` into the one pixel of `output`.
  func run(_ input: Tensor, into output: Tensor, scratch: Scratch, threads: ThreadPool) {
    // The image is one row of pixels, and one window covers it.
    let windows = unsafe dk_windows(
      input: input.values, pixelStride: input.pixelStride, height: 1, width: input.shape.area,
      channels: input.shape.channels, size: input.shape.area, strideX: 1, strideY: 1, paddingX: 0,
      paddingY: 0, dilationX: 1, dilationY: 1, outputWidth: 1)
    let division = product.division(rowCount: 1, threadCount: threads.threadCount)
    threads.forEach(division.taskCount) { task, worker in
      unsafe product.run(
        task, of: division, rows: windows, into: output.values, outputStride: output.pixelStride,
        adding: .none, scratch: scratch.worker(worker))
    }
    if activation.kernel == nil {
      activate(output, with: activation, kernels: kernels, threads: threads)
    }
  }
}
