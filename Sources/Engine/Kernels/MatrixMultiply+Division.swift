import CKernels

extension MatrixMultiply {
  /// A product cut into tasks.
  ///
  /// Where the cuts lie has no influence on the result.
  package struct Division: Sendable, Hashable {
    private let rowCount: Int
    private let rowParts: Int
    private let columnCount: Int
    private let columnParts: Int
    private let columnUnit: Int

    /// Tasks of the product.
    package var taskCount: Int { rowParts * columnParts }

    /// Divides a product for that many threads: by columns where reading weights takes the time,
    /// else by rows.
    package init(
      rowCount: Int, columnCount: Int, depth: Int, threadCount: Int, kernels: KernelSet
    ) {
      (self.rowCount, self.columnCount) = (rowCount, columnCount)
      let isPanelled = kernels.multiplier == .panels
      columnUnit = isPanelled ? kernels.table.panelWidth : 32
      let tileRows = kernels.table.tileRows
      let rowLimit = MatrixMultiply.rowLimit(for: kernels)
      let tiles = max(1, (rowCount + tileRows - 1) / tileRows)
      let panels = max(1, (columnCount + columnUnit - 1) / columnUnit)

      let products = Double(rowCount) * Double(columnCount) * Double(depth)
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
    package func rows(of task: Int) -> Range<Int> {
      let part = task % rowParts
      return rowCount * part / rowParts..<rowCount * (part + 1) / rowParts
    }

    /// Columns of a task, whole panels but for the last.
    package func columns(of task: Int) -> Range<Int> {
      let part = task / rowParts
      let panels = (columnCount + columnUnit - 1) / columnUnit
      let first = panels * part / columnParts * columnUnit
      return first..<min(columnCount, panels * (part + 1) / columnParts * columnUnit)
    }

    /// Multiply-adds below which waking a thread takes longer than the work.
    private static let smallProduct: Double = 200_000
    /// Multiply-adds from which more tasks than threads even out what threads lose to other
    /// programs.
    private static let mediumProduct: Double = 8_000_000
    /// Weights from which reading them decides, not the rows.
    private static let manyWeights = 131_072
  }
}
