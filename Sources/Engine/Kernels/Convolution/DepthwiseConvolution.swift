import CKernels
import CfgParser

/// A convolution of every channel by itself, vectorised over channels, bias and activation fused.
struct DepthwiseConvolution: Sendable {
  /// [tap][channel].
  private let weights: AlignedFloats
  private let bias: AlignedFloats
  private let geometry: ConvolutionGeometry
  private let activation: dk_activation
  private let kernels: KernelSet

  /// Reads the weights; `reading` as `PackedWeights` wants it.
  init<Failure: Error>(
    _ geometry: ConvolutionGeometry, bias: [Float], activation: dk_activation, kernels: KernelSet,
    reading rows: (Range<Int>, UnsafeMutableBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    let (channels, taps) = (geometry.input.channels, geometry.taps)
    let read = AlignedFloats(count: channels * taps)
    try unsafe rows(
      0..<channels, UnsafeMutableBufferPointer(start: read.values, count: read.count))
    weights = AlignedFloats(count: channels * taps)
    unsafe dk_planar_f32(read.values, taps, taps, channels, weights.values, channels)
    self.bias = AlignedFloats(bias, paddedTo: channels)
    (self.geometry, self.activation, self.kernels) = (geometry, activation, kernels)
  }

  /// Bytes the weights take.
  var weightByteCount: Int { weights.count * MemoryLayout<Float>.stride }

  /// Convolves and adds `residual`; rows are shared by the threads.
  func run(
    _ input: Tensor, into output: Tensor, adding residual: dk_residual, threads: ThreadPool
  ) {
    let shape = geometry.output
    var convolution = unsafe dk_depthwise(
      input: input.values, inputStride: input.pixelStride,
      output: output.values, outputStride: output.pixelStride,
      weights: weights.values, bias: bias.values,
      channels: shape.channels, height: geometry.input.height, width: geometry.input.width,
      outputWidth: shape.width, size: geometry.size,
      strideX: geometry.strideX, strideY: geometry.strideY,
      padding: geometry.padding, dilation: geometry.dilation, activation: activation,
      residual: residual)
    let productsARow = shape.width * shape.channels * geometry.taps
    unsafe withUnsafePointer(to: &convolution) { convolution in
      // The kernels make two rows at a time.
      let pairs = (shape.height + 1) / 2
      threads.forEachRange(of: pairs, itemsAtLeast: 1 + 50_000 / max(1, productsARow)) {
        let rows = 2 * $0.lowerBound..<min(2 * $0.upperBound, shape.height)
        unsafe kernels.table.depthwise(convolution, rows.lowerBound, rows.count)
      }
    }
  }
}
