import CKernels
import COpenBLAS

/// Gathered rows times packed weights, plus a bias, activated: what convolutions and `[connected]` are made of.
///
/// The work is divided into tasks, each a range of rows by a range of columns. A task goes through the depth
/// block by block: rows of a block are gathered into scratch, where they stay in the second-level cache while the
/// panels pass by; sums wait in the output from one block to the next. 2 · M · N · K floating-point operations.
struct MatrixMultiply: Sendable {
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
  static func scratchFloats(for kernels: KernelSet) -> Int {
    Scratch.roundedUp(rowLimit(for: kernels) * kernels.table.rowStride)
  }

  /// Does one task of a `Division`: rows `division.rows(of: task)` by columns `division.columns(of: task)`.
  ///
  /// `output` is row 0, column 0 of the product; `outputStride` values lead from row to row.
  func run(
    _ task: Int, of division: Division, rows windows: dk_windows,
    into output: UnsafeMutablePointer<Float>, outputStride: Int,
    scratch: UnsafeMutablePointer<Float>
  ) {
    let (rows, columns) = (division.rows(of: task), division.columns(of: task))
    let corner = unsafe output + rows.lowerBound * outputStride + columns.lowerBound
    let blockDepth = blockDepth
    for firstDepth in stride(from: 0, to: weights.depth, by: blockDepth) {
      let depth = min(blockDepth, weights.depth - firstDepth)
      unsafe withUnsafePointer(to: windows) { windows in
        unsafe kernels.table.gather_rows(
          windows, rows.lowerBound, rows.count, firstDepth, depth, scratch)
      }
      var product = unsafe dk_product(
        rows: scratch, rowCount: rows.count, depth: depth,
        weights: weights.panel(at: columns.lowerBound, from: firstDepth),
        panelStride: weights.panelStride, columnCount: columns.count,
        output: corner, outputStride: outputStride, isFirst: firstDepth == 0,
        bias: nil, activation: activation)
      let isLast = firstDepth + depth == weights.depth
      switch kernels.multiplier {
      case .panels:
        if isLast { unsafe product.bias = UnsafePointer(bias.values + columns.lowerBound) }
        unsafe kernels.table.multiply(&product)
      case .openBLAS:
        unsafe OpenBLAS.multiply(
          product, rowStride: kernels.table.rowStride, weightStride: weights.depth,
          bias: UnsafePointer(bias.values + columns.lowerBound))
        guard isLast else { continue }
        unsafe kernels.table.activate(
          dk_rows(
            values: corner, rowCount: rows.count, columnCount: columns.count,
            stride: outputStride), activation)
      }
    }
  }

  /// How a product of `rowCount` rows is divided.
  func division(rowCount: Int, threadCount: Int) -> Division {
    Division(
      rowCount: rowCount, columnCount: weights.outputs, depth: weights.depth,
      threadCount: kernels.multiplier == .panels ? threadCount : OpenBLAS.assumedThreadCount,
      kernels: kernels)
  }

  /// Depth of a block: as even as the limit allows, whole steps of the micro-kernel.
  private var blockDepth: Int {
    let limit = kernels.table.rowStride - 16
    let blocks = max(1, (weights.depth + limit - 1) / limit)
    return max(4, ((weights.depth + blocks - 1) / blocks + 3) / 4 * 4)
  }

  /// Rows gathered at once: so many that weights are used often, so few that they stay in the cache.
  fileprivate static func rowLimit(for kernels: KernelSet) -> Int {
    let tileRows = kernels.table.tileRows
    return switch kernels.multiplier {
    case .panels: 182 / tileRows * tileRows
    // OpenBLAS packs the weights anew at every call.
    case .openBLAS: 768
    }
  }
}

extension MatrixMultiply {
  /// A product cut into tasks.
  ///
  /// Where the cuts lie has no influence on the result.
  struct Division: Sendable, Hashable {
    private let rowCount: Int
    private let rowParts: Int
    private let columnCount: Int
    private let columnParts: Int
    private let columnUnit: Int

    /// Tasks of the product.
    var taskCount: Int { rowParts * columnParts }

    fileprivate init(
      rowCount: Int, columnCount: Int, depth: Int, threadCount: Int, kernels: KernelSet
    ) {
      (self.rowCount, self.columnCount) = (rowCount, columnCount)
      let isPanelled = kernels.multiplier == .panels
      columnUnit = isPanelled ? kernels.table.panelWidth : 32
      let tileRows = kernels.table.tileRows
      let rowLimit = MatrixMultiply.rowLimit(for: kernels)
      let tiles = max(1, (rowCount + tileRows - 1) / tileRows)
      let panels = max(1, (columnCount + columnUnit - 1) / columnUnit)

      let products = rowCount * columnCount * depth
      let wanted =
        threadCount == 1 || products < Self.smallProduct
        ? 1 : products < Self.mediumProduct || !isPanelled ? threadCount : 2 * threadCount
      var rowParts = max(1, (rowCount + rowLimit - 1) / rowLimit)
      var columnParts = 1
      if rowParts < wanted, columnCount * depth >= Self.manyWeights {
        // Each thread then reads weights of its own, from memory once.
        columnParts = max(1, min((wanted + rowParts - 1) / rowParts, panels / 2))
      }
      let rowPartsWanted = (wanted + columnParts - 1) / columnParts
      rowParts = max(rowParts, min(rowPartsWanted, tiles))
      if rowParts < 8 * threadCount, columnParts == 1, wanted > 1 {
        rowParts = min(tiles, (rowParts + threadCount - 1) / threadCount * threadCount)
      }
      (self.rowParts, self.columnParts) = (rowParts, columnParts)
    }

    /// Rows of a task; tasks that follow each other share columns.
    func rows(of task: Int) -> Range<Int> {
      let part = task % rowParts
      return rowCount * part / rowParts..<rowCount * (part + 1) / rowParts
    }

    /// Columns of a task, whole panels but for the last.
    func columns(of task: Int) -> Range<Int> {
      let part = task / rowParts
      let panels = (columnCount + columnUnit - 1) / columnUnit
      let first = panels * part / columnParts * columnUnit
      return first..<min(columnCount, panels * (part + 1) / columnParts * columnUnit)
    }

    /// Multiply-adds below which waking a thread takes longer than the work.
    private static let smallProduct = 200_000
    /// Multiply-adds from which more tasks than threads even out what threads lose to other programs.
    private static let mediumProduct = 8_000_000
    /// Weights from which reading them decides, not the rows.
    private static let manyWeights = 131_072
  }
}

/// The portable multiply.
private enum OpenBLAS {
  /// Products are cut as for this many threads however many there are: OpenBLAS takes other paths for other sizes,
  /// whose last bits may differ.
  static let assumedThreadCount = 4

  /// Whether OpenBLAS's own threads are off: it is called from ours.
  ///
  /// The setting is one for the whole process.
  private static let isSingleThreaded: Bool = {
    openblas_set_num_threads(1)
    return true
  }()

  /// output = rows · weightsᵀ, begun at the bias or going on from what `output` holds.
  static func multiply(
    _ product: dk_product, rowStride: Int, weightStride: Int, bias: UnsafePointer<Float>
  ) {
    precondition(isSingleThreaded)
    let (isFirst, rowCount) = unsafe (product.isFirst, product.rowCount)
    if isFirst {
      for row in 0..<rowCount {
        unsafe (product.output + row * product.outputStride).update(
          from: bias, count: product.columnCount)
      }
    }
    unsafe cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, blasint(product.rowCount),
      blasint(product.columnCount), blasint(product.depth), 1, product.rows, blasint(rowStride),
      product.weights, blasint(weightStride), 1, product.output, blasint(product.outputStride))
  }
}
