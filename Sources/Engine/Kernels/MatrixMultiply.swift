import CKernels

/// Gathered rows times packed weights, plus a bias, activated: what convolutions and `[connected]`
/// are made of.
///
/// The work is divided into tasks, each a range of rows by a range of columns. A task goes through
/// the depth block by block: rows of a block are gathered into scratch, where they stay in the
/// second-level cache while the panels pass by; sums wait in the output from one block to the next.
/// Rows that are pixels are read where they lie.
/// 2 · M · N · K floating-point operations.
package struct MatrixMultiply: Sendable {
  /// The second factor.
  let weights: PackedWeights
  private let bias: AlignedFloats
  private let activation: dk_activation
  private let kernels: KernelSet

  /// Packs the weights; `reading` as `PackedWeights` wants it.
  init<Failure: Error>(
    outputs: Int, channels: Int, taps: Int, bias: ArraySlice<Float>, activation: dk_activation,
    kernels: KernelSet, threads: ThreadPool,
    reading rows: (Range<Int>, UnsafeMutableBufferPointer<Float>) throws(Failure) -> Void
  ) throws(Failure) {
    weights = try unsafe PackedWeights(
      outputs: outputs, channels: channels, taps: taps, kernels: kernels, threads: threads,
      reading: rows)
    let paddedCount = (outputs + weights.panelWidth - 1) / weights.panelWidth * weights.panelWidth
    self.bias = AlignedFloats(Array(bias), paddedTo: paddedCount)
    (self.activation, self.kernels) = (activation, kernels)
  }

  /// Values of scratch a thread needs.
  package static func scratchFloats(for kernels: KernelSet) -> Int {
    Scratch.roundedUp(rowLimit(for: kernels) * kernels.table.rowStride)
  }

  /// Does one task of a `Division`: rows `division.rows(of: task)` by columns `division.columns(of:
  /// task)`.
  ///
  /// `output` is row 0, column 0 of the product; `outputStride` values lead from row to row.
  /// `residual` is added to the whole of it.
  func run(
    _ task: Int, of division: Division, rows windows: dk_windows,
    into output: UnsafeMutablePointer<Float>, outputStride: Int, adding residual: dk_residual,
    scratch: UnsafeMutablePointer<Float>
  ) {
    let (rows, columns) = (division.rows(of: task), division.columns(of: task))
    let corner = unsafe output + rows.lowerBound * outputStride + columns.lowerBound
    let residual = unsafe residual.part(row: rows.lowerBound, column: columns.lowerBound)
    let blockDepth = Self.blockDepth(of: weights.rooms, kernels: kernels) * weights.valuesInRoom
    for firstDepth in stride(from: 0, to: weights.depth, by: blockDepth) {
      let depth = min(blockDepth, weights.depth - firstDepth)
      let (values, rowStride) = unsafe values(
        of: rows, in: windows, from: firstDepth, depth: depth, scratch: scratch)
      var product = unsafe dk_product(
        rows: values, rowCount: rows.count, rowStride: rowStride,
        depth: kernels.rooms(for: depth), partCount: 1, partStride: kernels.rooms(for: depth),
        weights: weights.panel(at: columns.lowerBound, from: firstDepth),
        panelStride: weights.panelStride, columnCount: columns.count, nextWeights: nil,
        output: corner, outputStride: outputStride, isFirst: firstDepth == 0,
        bias: nil, activation: activation, residual: residual)
      let isLast = firstDepth + depth == weights.depth
      switch kernels.multiplier {
      case .panels:
        if isLast { unsafe product.bias = UnsafePointer(bias.values + columns.lowerBound) }
        unsafe kernels.table.multiply(&product)
      case .openBLAS:
        unsafe Gemm.multiply(
          product, weightStride: weights.depth,
          bias: UnsafePointer(bias.values + columns.lowerBound))
        guard isLast else { continue }
        unsafe finish(
          dk_rows(
            values: corner, rowCount: rows.count, columnCount: columns.count,
            stride: outputStride), adding: residual)
      }
    }
  }

  /// A block of rows, and the rooms from one to the next: where they lie if they need not be
  /// rounded, or gathered into `scratch`.
  private func values(
    of rows: Range<Int>, in windows: dk_windows, from firstDepth: Int, depth: Int,
    scratch: UnsafeMutablePointer<Float>
  ) -> (first: UnsafePointer<Float>, stride: Int) {
    if kernels.precision == .float32, unsafe windows.areReadInPlace {
      return unsafe (
        windows.input + rows.lowerBound * windows.pixelStride + firstDepth, windows.pixelStride
      )
    }
    unsafe withUnsafePointer(to: windows) { windows in
      unsafe kernels.table.gather_rows(
        windows, rows.lowerBound, rows.count, firstDepth, depth, scratch)
    }
    return unsafe (UnsafePointer(scratch), kernels.table.rowStride)
  }

  /// What the set's own kernel does while sums are in registers.
  private func finish(_ sums: dk_rows, adding residual: dk_residual) {
    unsafe kernels.table.activate(sums, activation)
    guard let values = unsafe residual.values else { return }
    unsafe kernels.table.add_scaled(
      dk_row_pair(
        input: values, inputStride: residual.stride, output: sums.values,
        outputStride: sums.stride, rowCount: sums.rowCount, columnCount: sums.columnCount), 1, 1)
    unsafe kernels.table.activate(sums, residual.activation)
  }

  /// How a product of `rowCount` rows is divided.
  func division(rowCount: Int, threadCount: Int) -> Division {
    Division(
      rowCount: rowCount, columnCount: weights.outputs, depth: weights.depth,
      threadCount: kernels.multiplier == .panels ? threadCount : Gemm.assumedThreadCount,
      kernels: kernels)
  }

  /// Depth of a block of a product of depth `depth`, both in rooms of a row: as even as the limit
  /// allows, whole steps of the micro-kernel.
  package static func blockDepth(of depth: Int, kernels: KernelSet) -> Int {
    let limit = kernels.table.rowStride - 16
    let blocks = max(1, (depth + limit - 1) / limit)
    return max(4, ((depth + blocks - 1) / blocks + 3) / 4 * 4)
  }

  /// Rows gathered at once: so many that weights are used often, so few that they stay in the
  /// cache.
  package static func rowLimit(for kernels: KernelSet) -> Int {
    let tileRows = kernels.table.tileRows
    return switch kernels.multiplier {
    case .panels: 182 / tileRows * tileRows
    // OpenBLAS packs the weights anew at every call.
    case .openBLAS: 768
    }
  }
}

extension dk_windows {
  /// Whether row r of the product is pixel r, and a tile of such rows stays in the first-level
  /// cache.
  ///
  /// At distances of whole pages the rows of a tile compete for one set of that cache: gathering
  /// them takes less time than fetching them again and again.
  fileprivate var areReadInPlace: Bool {
    unsafe size == 1 && strideX == 1 && strideY == 1 && paddingX == 0 && paddingY == 0
      && pixelStride % Self.pageFloats != 0
  }

  private static let pageFloats = 1024
}
