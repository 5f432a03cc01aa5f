import CKernels
import CfgParser

/// A convolution made ready: weights packed, algorithm chosen.
///
/// Running it cannot fail. A cross-correlation, as in darknet: no kernel is turned round. The bits
/// are the same for any number of threads; equal windows give equal bits wherever they lie, but for
/// Winograd's algorithm, where they depend on the place in a tile.
///
/// - Reference: darknet `convolutional_layer.c`, `forward_convolutional_layer`.
struct Convolution: Sendable {
  /// What is convolved.
  let geometry: ConvolutionGeometry
  /// Whether the largest of every 2×2 values of the output is kept, not all of them.
  let poolsPairs: Bool
  private let activation: Activation
  private let kernels: KernelSet
  private let method: Method

  /// The algorithms there are; which one a geometry gets is `init`'s choice.
  private enum Method: Sendable {
    /// A product for each group: rows are windows, columns filters.
    case products([MatrixMultiply])
    /// A product for each row of the output: windows lie where they are.
    case sliding(SlidingConvolution)
    /// Every channel by itself.
    case depthwise(DepthwiseConvolution)
    /// Products of transformed tiles.
    case winograd(WinogradConvolution, tileSize: Int)
  }

  /// Packs the weights for `algorithm`, or for the direct one where that does not apply.
  ///
  /// `rows` is asked for ranges of filters and fills the buffer in darknet's order,
  /// [filter][channel of its group][row][column]; several threads may ask at once. `poolsPairs`
  /// wants an algorithm that can; `ConvolutionAlgorithm.poolsPairs(of:after:by:)` says which.
  ///
  /// - Throws: what `rows` throws.
  init<Failure: Error>(
    _ geometry: ConvolutionGeometry, bias: [Float], activation: Activation,
    algorithm: ConvolutionAlgorithm = .direct, poolsPairs: Bool = false, kernels: KernelSet,
    threads: ThreadPool,
    reading rows: (Range<Int>, UnsafeMutableBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    (self.geometry, self.activation, self.kernels) = (geometry, activation, kernels)
    self.poolsPairs = poolsPairs
    precondition(!poolsPairs || algorithm.poolsPairs(of: geometry, after: activation, by: kernels))
    let kernelActivation = activation.kernel ?? dk_linear
    if geometry.isDepthwise {
      method = .depthwise(
        try unsafe DepthwiseConvolution(
          geometry, bias: bias, activation: kernelActivation, kernels: kernels, reading: rows))
      return
    }
    if let tileSize = algorithm.tileSize, algorithm.applies(to: geometry, kernels: kernels) {
      let convolution = try unsafe WinogradConvolution(
        geometry, tileSize: tileSize, bias: bias, activation: kernelActivation, kernels: kernels,
        threads: threads, reading: rows)
      method = .winograd(convolution, tileSize: tileSize)
      return
    }
    if algorithm == .sliding, algorithm.applies(to: geometry, kernels: kernels) {
      method = .sliding(
        try unsafe SlidingConvolution(
          geometry, bias: bias, activation: kernelActivation, poolsPairs: poolsPairs,
          kernels: kernels, threads: threads, reading: rows))
      return
    }
    let filters = geometry.filtersPerGroup
    var products: [MatrixMultiply] = []
    for group in 0..<geometry.groups {
      let first = group * filters
      products.append(
        try unsafe MatrixMultiply(
          outputs: filters, channels: geometry.channelsPerGroup, taps: geometry.taps,
          bias: bias[first..<first + filters], activation: kernelActivation,
          kernels: kernels, threads: threads
        ) { (range, buffer) throws(Failure) in
          try unsafe rows(first + range.lowerBound..<first + range.upperBound, buffer)
        })
    }
    method = .products(products)
  }

  /// How it is computed, for people: `gemm 1x1`, `gemm`, `grouped gemm`, `sliding`,
  /// `depthwise 3x3`, `winograd 4x4`; `bf16` follows where products are of that precision.
  var algorithm: String {
    if case .depthwise = method { return methodName }
    return methodName + (kernels.precision == .float32 ? "" : " \(kernels.precision.rawValue)")
  }

  private var methodName: String {
    switch method {
    case .depthwise: "depthwise \(geometry.size)x\(geometry.size)"
    case .sliding: "sliding"
    case .winograd(_, let tileSize): "winograd \(tileSize)x\(tileSize)"
    case .products where geometry.groups > 1: "grouped gemm"
    case .products: geometry.isPointwise ? "gemm 1x1" : "gemm"
    }
  }

  /// Bytes the packed weights take.
  var weightByteCount: Int {
    switch method {
    case .depthwise(let convolution): convolution.weightByteCount
    case .sliding(let convolution): convolution.weightByteCount
    case .winograd(let convolution, _): convolution.weightByteCount
    case .products(let products): products.reduce(0) { $0 + $1.weights.byteCount }
    }
  }

  /// Values of scratch each thread needs in `run`.
  var scratchFloatsPerWorker: Int {
    switch method {
    case .depthwise: 0
    case .sliding(let convolution): convolution.scratchFloatsPerWorker
    case .winograd(let convolution, _): convolution.scratchFloatsPerWorker
    case .products: MatrixMultiply.scratchFloats(for: kernels)
    }
  }

  /// Values of scratch all threads share in `run`.
  var sharedScratchFloats: Int {
    guard case .winograd(let convolution, _) = method else { return 0 }
    return convolution.sharedScratchFloats
  }

  /// Convolves `input` into `output`, whose shapes are the geometry's and which share no memory;
  /// the output has half the height and width, rounded up, where pairs are pooled.
  ///
  /// `residual` is added after the activation, which then looks at values singly; not where pairs
  /// are pooled.
  func run(
    _ input: Tensor, into output: Tensor, adding residual: Residual? = nil, scratch: Scratch,
    threads: ThreadPool
  ) {
    guard geometry.output.count > 0 else { return }
    assert(residual == nil || activation.kernel != nil && !poolsPairs)
    let residual = unsafe residual?.kernel ?? .none
    switch method {
    case .depthwise(let convolution):
      unsafe convolution.run(input, into: output, adding: residual, threads: threads)
    case .sliding(let convolution):
      unsafe convolution.run(
        input, into: output, adding: residual, scratch: scratch, threads: threads)
    case .winograd(let convolution, _):
      unsafe convolution.run(
        input, into: output, adding: residual, scratch: scratch, threads: threads)
    case .products(let products):
      unsafe run(
        products, input, into: output, adding: residual, scratch: scratch, threads: threads)
    }
    if activation.kernel == nil {
      activate(output, with: activation, kernels: kernels, threads: threads)
    }
  }

  private func run(
    _ products: [MatrixMultiply], _ input: Tensor, into output: Tensor,
    adding residual: dk_residual, scratch: Scratch, threads: ThreadPool
  ) {
    let division = products[0].division(
      rowCount: geometry.output.area, threadCount: threads.threadCount)
    threads.forEach(products.count * division.taskCount) { item, worker in
      let (group, task) = item.quotientAndRemainder(dividingBy: division.taskCount)
      let firstFilter = group * geometry.filtersPerGroup
      unsafe products[group].run(
        task, of: division, rows: windows(of: group, in: input),
        into: output.values + firstFilter, outputStride: output.pixelStride,
        adding: residual.part(row: 0, column: firstFilter), scratch: scratch.worker(worker))
    }
  }

  /// The rows of a group's product.
  private func windows(of group: Int, in input: Tensor) -> dk_windows {
    let channels = geometry.channelsPerGroup
    // Where a window is a pixel, rows of the image mean nothing: it is one long row.
    let isPointwise = geometry.isPointwise
    return unsafe dk_windows(
      input: input.values + group * channels, pixelStride: input.pixelStride,
      height: isPointwise ? 1 : geometry.input.height,
      width: isPointwise ? geometry.input.area : geometry.input.width, channels: channels,
      size: geometry.size, strideX: geometry.strideX, strideY: geometry.strideY,
      paddingX: geometry.padding, paddingY: geometry.padding, dilationX: geometry.dilation,
      dilationY: geometry.dilation,
      outputWidth: isPointwise ? geometry.output.area : geometry.output.width)
  }
}
