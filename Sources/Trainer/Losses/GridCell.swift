/// The cell of a grid that an object's centre lies in.
struct GridCell: Sendable, Hashable {
  /// Its column.
  let column: Int
  /// Its row.
  let row: Int

  /// A cell by its place.
  init(column: Int, row: Int) { (self.column, self.row) = (column, row) }

  /// The cell of a truth in a grid, nil for one that is no box.
  ///
  /// A centre on the right or lower edge of the image is in the last cell.
  ///
  /// - Note: Darknet looks for such objects beyond the grid.
  init?(of truth: BoxTruth, width: Int, height: Int) {
    guard truth.isBox else { return nil }
    column = min(Int(truth.x * Float(width)), width - 1)
    row = min(Int(truth.y * Float(height)), height - 1)
  }
}
