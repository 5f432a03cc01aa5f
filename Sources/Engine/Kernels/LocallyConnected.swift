import CKernels
import CfgParser

/// A `[local]` layer made ready: every output pixel has kernels of its own.
///
/// Each weight is used once, so reading them is what takes the time: they lie in the order in which
/// they are read, as many values as the file has, and threads share them in long runs.
///
/// - Reference: darknet `local_layer.c`, `forward_local_layer`.
struct LocallyConnected: Sendable {
  /// Where the windows lie.
  let geometry: ConvolutionGeometry
  private let weights: PackedWeights
  /// [position][filter].
  private let bias: AlignedFloats
  private let activation: Activation
  private let kernels: KernelSet

  /// Puts the weights in order.
  ///
  /// `bias` is in darknet's order, [filter][position]. `rows` is asked for ranges of position ·
  /// filters + filter and fills the buffer in darknet's order, [row][channel][tap], as
  /// `PackedWeights` wants it.
  ///
  /// - Throws: what `rows` throws.
  init<Failure: Error>(
    _ geometry: ConvolutionGeometry, bias: [Float], activation: Activation, kernels: KernelSet,
    threads: ThreadPool,
    reading rows: (Range<Int>, UnsafeMutableBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    let (filters, area) = (geometry.output.channels, geometry.output.area)
    weights = try unsafe PackedWeights(
      outputs: area * filters, channels: geometry.input.channels, taps: geometry.taps,
      inRows: true, kernels: kernels, threads: threads, reading: rows)
    let ordered = (0..<area * filters).map { bias[$0 % filters * area + $0 / filters] }
    self.bias = AlignedFloats(ordered, paddedTo: ordered.count)
    (self.geometry, self.activation, self.kernels) = (geometry, activation, kernels)
  }

  /// Bytes the weights take.
  var weightByteCount: Int { weights.byteCount }

  /// Values of scratch each thread needs in `run`: one window.
  var scratchFloatsPerWorker: Int { weights.depth }

  /// Multiplies every window of `input` by the kernels of its position.
  func run(_ input: Tensor, into output: Tensor, scratch: Scratch, threads: ThreadPool) {
    let windows = unsafe windows(in: input)
    // Waking a thread takes as long as reading some ten thousand weights.
    let worthwhile = min(weights.outputs, 1 + weights.outputs * weights.depth / Self.partCount)
    let parts = threads.threadCount == 1 ? 1 : min(worthwhile, 4 * threads.threadCount)
    threads.forEach(parts) { part, worker in
      let rows = weights.outputs * part / parts..<weights.outputs * (part + 1) / parts
      unsafe run(rows, of: windows, into: output, window: scratch.worker(worker))
    }
    activate(output, with: activation, kernels: kernels, threads: threads)
  }

  /// Does the rows of a range, position by position.
  private func run(
    _ rows: Range<Int>, of windows: dk_windows, into output: Tensor,
    window: UnsafeMutablePointer<Float>
  ) {
    let filters = geometry.output.channels
    var row = rows.lowerBound
    while row < rows.upperBound {
      let (position, filter) = row.quotientAndRemainder(dividingBy: filters)
      let count = min(filters - filter, rows.upperBound - row)
      unsafe withUnsafePointer(to: windows) { windows in
        unsafe kernels.table.gather_rows(windows, position, 1, 0, weights.depth, window)
      }
      var dots = unsafe dk_dots(
        input: UnsafePointer(window), weights: weights.panel(at: row, from: 0), rowCount: count,
        depth: weights.depth, bias: UnsafePointer(bias.values + row),
        output: output.values + position * output.pixelStride + filter)
      unsafe kernels.table.dot_rows(&dots)
      row += count
    }
  }

  /// Weights that make a part worth a thread.
  private static let partCount = 32_768

  private func windows(in input: Tensor) -> dk_windows {
    unsafe dk_windows(
      input: input.values, pixelStride: input.pixelStride, height: geometry.input.height,
      width: geometry.input.width, channels: geometry.input.channels, size: geometry.size,
      strideX: geometry.strideX, strideY: geometry.strideY, paddingX: geometry.padding,
      paddingY: geometry.padding, dilationX: geometry.dilation, dilationY: geometry.dilation,
      outputWidth: geometry.output.width)
  }
}
