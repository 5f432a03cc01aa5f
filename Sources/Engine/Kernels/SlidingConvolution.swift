import CKernels
import CfgParser

/// A convolution whose windows are multiplied where they lie.
///
/// Channels are fastest in memory, so a row of a window's taps is one run of values, and the next
/// window's begins a stride further on: the rows of a product that overlap. Nothing is gathered;
/// only the rows of the picture are copied, with zeros around them. Every output row is a product,
/// and reads all weights, so this is for layers whose weights stay in the cache: first ones above
/// all.
struct SlidingConvolution: Sendable {
  private let geometry: ConvolutionGeometry
  private let weights: PackedWeights
  private let bias: AlignedFloats
  private let activation: dk_activation
  private let kernels: KernelSet

  /// Packs the weights; `reading` as `PackedWeights` wants it.
  init<Failure: Error>(
    _ geometry: ConvolutionGeometry, bias: [Float], activation: dk_activation, kernels: KernelSet,
    threads: ThreadPool,
    reading rows: (Range<Int>, UnsafeMutableBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    let filters = geometry.output.channels
    weights = try unsafe PackedWeights(
      outputs: filters, channels: geometry.input.channels, taps: geometry.taps, kernels: kernels,
      threads: threads, reading: rows)
    let panels = (filters + weights.panelWidth - 1) / weights.panelWidth
    self.bias = AlignedFloats(bias, paddedTo: panels * weights.panelWidth)
    (self.geometry, self.activation, self.kernels) = (geometry, activation, kernels)
  }

  /// Bytes the weights take.
  var weightByteCount: Int { weights.byteCount }

  /// Values of scratch each thread needs in `run`.
  var scratchFloatsPerWorker: Int { lines(for: bandHeight).count * lineStride }

  /// Convolves; bands of rows are shared by the threads.
  func run(_ input: Tensor, into output: Tensor, scratch: Scratch, threads: ThreadPool) {
    let height = geometry.output.height
    let bands = (height + bandHeight - 1) / bandHeight
    let products = Double(geometry.output.count) * Double(weights.depth)
    // Waking a thread takes longer than a small convolution.
    let parts = products < 200_000 ? 1 : bands
    threads.forEach(parts) { part, worker in
      for band in bands * part / parts..<bands * (part + 1) / parts {
        let rows = height * band / bands..<height * (band + 1) / bands
        unsafe run(rows, of: input, into: output, lines: scratch.worker(worker))
      }
    }
  }

  /// Makes some rows of the output.
  private func run(
    _ rows: Range<Int>, of input: Tensor, into output: Tensor, lines: UnsafeMutablePointer<Float>
  ) {
    let first = rows.lowerBound * geometry.strideY - geometry.padding
    for line in self.lines(for: rows.count) {
      unsafe copy(first + line, of: input, to: lines + line * lineStride)
    }
    for row in rows {
      let line = (row - rows.lowerBound) * geometry.strideY
      unsafe multiply(
        lines + line * lineStride,
        into: output.values + row * geometry.output.width * output.pixelStride,
        outputStride: output.pixelStride)
    }
  }

  /// Copies a row of the picture with zeros beside it, or zeros where there is none.
  private func copy(_ row: Int, of input: Tensor, to line: UnsafeMutablePointer<Float>) {
    guard (0..<geometry.input.height).contains(row) else {
      unsafe line.update(repeating: 0, count: lineStride)
      return
    }
    let channels = geometry.input.channels
    let before = min(geometry.padding, columns)
    let width = min(geometry.input.width, columns - before)
    let isContiguous = input.pixelStride == channels
    unsafe line.update(repeating: 0, count: before * channels)
    unsafe kernels.table.copy(
      dk_row_pair(
        input: input.values + row * geometry.input.width * input.pixelStride,
        inputStride: input.pixelStride, output: line + before * channels, outputStride: channels,
        rowCount: isContiguous ? 1 : width, columnCount: isContiguous ? width * channels : channels)
    )
    unsafe (line + (before + width) * channels).update(
      repeating: 0, count: (columns - before - width) * channels)
  }

  /// Multiplies the windows of a row of the output.
  private func multiply(
    _ lines: UnsafeMutablePointer<Float>, into output: UnsafeMutablePointer<Float>,
    outputStride: Int
  ) {
    let channels = geometry.input.channels
    var product = unsafe dk_product(
      rows: lines, rowCount: geometry.output.width, rowStride: geometry.strideX * channels,
      depth: geometry.size * channels, partCount: geometry.size, partStride: lineStride,
      weights: weights.panel(at: 0, from: 0), panelStride: weights.panelStride,
      columnCount: geometry.output.channels, nextWeights: nil, output: output,
      outputStride: outputStride, isFirst: true, bias: UnsafePointer(bias.values),
      activation: activation)
    unsafe kernels.table.multiply(&product)
  }

  /// Rows of the picture, zeros included, that some rows of the output look at.
  private func lines(for rowCount: Int) -> Range<Int> {
    0..<(rowCount - 1) * geometry.strideY + geometry.size
  }

  /// Columns of the picture, zeros included, that windows look at.
  private var columns: Int { (geometry.output.width - 1) * geometry.strideX + geometry.size }

  /// Values of a row of the picture with the zeros.
  private var lineStride: Int { columns * geometry.input.channels }

  /// Rows of the output made from one copy of rows of the picture: so many that few are copied
  /// twice, so few that they stay in the cache and threads have bands to share.
  private var bandHeight: Int {
    let fitting = (Self.cachedValues / max(1, lineStride) - geometry.size) / geometry.strideY + 1
    return max(1, min(fitting, geometry.output.height, Self.bandLimit))
  }

  /// Values of copied rows that stay in the second-level cache beside the weights.
  private static let cachedValues = 1 << 15
  /// Rows of a band.
  private static let bandLimit = 8
}
