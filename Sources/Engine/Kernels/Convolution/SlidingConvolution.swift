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
  private let poolsPairs: Bool
  private let kernels: KernelSet

  /// Packs the weights; `reading` as `PackedWeights` wants it.
  ///
  /// `poolsPairs` says that the largest of 2×2 outputs is written instead of each.
  init<Failure: Error>(
    _ geometry: ConvolutionGeometry, bias: [Float], activation: dk_activation, poolsPairs: Bool,
    kernels: KernelSet, threads: ThreadPool,
    reading rows: (Range<Int>, UnsafeMutableBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    let filters = geometry.output.channels
    weights = try unsafe PackedWeights(
      outputs: filters, channels: geometry.input.channels, taps: geometry.taps, kernels: kernels,
      threads: threads, reading: rows)
    let panels = (filters + weights.panelWidth - 1) / weights.panelWidth
    self.bias = AlignedFloats(bias, paddedTo: panels * weights.panelWidth)
    (self.geometry, self.activation, self.kernels) = (geometry, activation, kernels)
    self.poolsPairs = poolsPairs
  }

  /// Bytes the weights take.
  var weightByteCount: Int { weights.byteCount }

  /// Values of scratch each thread needs in `run`.
  var scratchFloatsPerWorker: Int { lineFloats + (poolsPairs ? 2 * rowFloats : 0) }

  /// Convolves, into an output of half the height and width where pairs are pooled, or with
  /// `residual` added; bands of rows are shared by the threads.
  func run(
    _ input: Tensor, into output: Tensor, adding residual: dk_residual, scratch: Scratch,
    threads: ThreadPool
  ) {
    let height = output.shape.height
    let bandHeight = bandHeight / rowsMadeInOne
    let bands = (height + bandHeight - 1) / bandHeight
    let products = Double(geometry.output.count) * Double(weights.depth)
    // Waking a thread takes longer than a small convolution.
    let parts = products < 200_000 ? 1 : bands
    threads.forEach(parts) { part, worker in
      for band in bands * part / parts..<bands * (part + 1) / parts {
        let rows = height * band / bands..<height * (band + 1) / bands
        unsafe run(
          rows, of: input, into: output, adding: residual, scratch: scratch.worker(worker))
      }
    }
  }

  /// Makes some rows of the output, pooled ones if they are.
  private func run(
    _ rows: Range<Int>, of input: Tensor, into output: Tensor, adding residual: dk_residual,
    scratch: UnsafeMutablePointer<Float>
  ) {
    let first = rows.lowerBound * rowsMadeInOne
    let end = min(rows.upperBound * rowsMadeInOne, geometry.output.height)
    let firstLine = first * geometry.strideY - geometry.padding
    for line in 0..<lineCount(for: end - first) {
      unsafe copy(firstLine + line, of: input, to: scratch + line * lineStride)
    }
    for row in rows {
      let pair = row * rowsMadeInOne..<min((row + 1) * rowsMadeInOne, end)
      let lines = unsafe scratch + (pair.lowerBound - first) * geometry.strideY * lineStride
      let target = unsafe output.values + row * output.shape.width * output.pixelStride
      if poolsPairs {
        unsafe pool(
          pair.count, of: lines, by: scratch + lineFloats, into: target,
          outputStride: output.pixelStride)
      } else {
        unsafe multiply(
          lines, into: target, outputStride: output.pixelStride,
          adding: residual.part(row: row * output.shape.width, column: 0))
      }
    }
  }

  /// Makes a row of the pooled output from `rowCount` rows, two or the last one, which pass through
  /// `rows`.
  private func pool(
    _ rowCount: Int, of lines: UnsafeMutablePointer<Float>, by rows: UnsafeMutablePointer<Float>,
    into output: UnsafeMutablePointer<Float>, outputStride: Int
  ) {
    let filters = geometry.output.channels
    for row in 0..<rowCount {
      unsafe multiply(
        lines + row * geometry.strideY * lineStride, into: rows + row * rowFloats,
        outputStride: filters, adding: .none)
    }
    var pooling = unsafe dk_pooling(
      input: rows, inputStride: filters, output: output, outputStride: outputStride,
      channels: filters, height: rowCount, width: geometry.output.width,
      outputWidth: (geometry.output.width + 1) / 2, size: 2, strideX: 2, strideY: 2, offset: 0)
    unsafe kernels.table.maxpool(&pooling, 0, 1)
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
    outputStride: Int, adding residual: dk_residual
  ) {
    let channels = geometry.input.channels
    var product = unsafe dk_product(
      rows: lines, rowCount: geometry.output.width, rowStride: geometry.strideX * channels,
      depth: geometry.size * channels, partCount: geometry.size, partStride: lineStride,
      weights: weights.panel(at: 0, from: 0), panelStride: weights.panelStride,
      columnCount: geometry.output.channels, nextWeights: nil, output: output,
      outputStride: outputStride, isFirst: true, bias: UnsafePointer(bias.values),
      activation: activation, residual: residual)
    unsafe kernels.table.multiply(&product)
  }

  /// Rows of the picture, zeros included, that some rows of windows look at.
  private func lineCount(for rowCount: Int) -> Int {
    (rowCount - 1) * geometry.strideY + geometry.size
  }

  /// Columns of the picture, zeros included, that windows look at.
  private var columns: Int { (geometry.output.width - 1) * geometry.strideX + geometry.size }

  /// Values of a row of the picture with the zeros.
  private var lineStride: Int { columns * geometry.input.channels }

  /// Values of the copied rows of a band.
  private var lineFloats: Int { Scratch.roundedUp(lineCount(for: bandHeight) * lineStride) }

  /// Values of a row before it is pooled.
  private var rowFloats: Int { geometry.output.width * geometry.output.channels }

  /// Rows of windows that make a row of the output.
  private var rowsMadeInOne: Int { poolsPairs ? 2 : 1 }

  /// Rows of windows that share one copy of rows of the picture, whole pairs where those are pooled:
  /// so many that few are copied twice, so few that they stay in the cache and threads have bands to
  /// share.
  private var bandHeight: Int {
    let fitting = (Self.cachedValues / max(1, lineStride) - geometry.size) / geometry.strideY + 1
    let height = max(1, min(fitting, geometry.output.height, Self.bandLimit))
    return (height + rowsMadeInOne - 1) / rowsMadeInOne * rowsMadeInOne
  }

  /// Values of copied rows that stay in the second-level cache beside the weights.
  private static let cachedValues = 1 << 15
  /// Rows of a band.
  private static let bandLimit = 8
}
