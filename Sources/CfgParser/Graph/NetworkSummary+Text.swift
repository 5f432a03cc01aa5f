extension NetworkSummary: CustomStringConvertible {
  /// The table and the totals as text, a line a layer.
  ///
  /// Vectors show the number of their values. A layer that reads another than the one before names
  /// those it reads in place of the input's shape.
  public var description: String {
    let cells = [Self.header] + rows.map(\.cells)
    let widths = Self.header.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    let lines = cells.map { line(of: $0, widths) }
    return (lines + [totals]).joined(separator: "\n") + "\n"
  }

  private static let header = [
    "layer", "type", "filters", "size", "input", "output", "BFLOPs", "parameters",
  ]
  /// Columns of numbers, which stand to the right.
  private static let isNumeric = [true, false, true, false, false, false, true, true]

  private func line(of cells: [String], _ widths: [Int]) -> String {
    var line = ""
    for (column, cell) in cells.enumerated() {
      let margin = String(repeating: " ", count: widths[column] - cell.count)
      line += (column == 0 ? "" : "  ") + (Self.isNumeric[column] ? margin + cell : cell + margin)
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  private var totals: String {
    let sizes = [16, 20].map { Wording.grouped(weightsFileByteCount(headerByteCount: $0)) }
    return "total: \(Wording.grouped(parameterCount)) parameters, "
      + "\(Wording.billions(operationCount)) BFLOPs, a weights file of \(sizes[0]) or \(sizes[1]) bytes"
  }
}

extension NetworkSummary.Row {
  /// The row as the text of the columns.
  fileprivate var cells: [String] {
    [
      "\(index)", type, filters.map(String.init) ?? "", size, input, outputShape.tableText,
      operationCount == 0 ? "" : Wording.billions(operationCount),
      parameterCount == 0 ? "" : Wording.grouped(parameterCount),
    ]
  }

  private var input: String {
    guard !sources.isEmpty, sources != [index - 1] else { return inputShapes[0].tableText }
    return "layer " + sources.map(String.init).joined(separator: ", ")
  }
}

extension Shape {
  fileprivate var tableText: String { isImage ? description : Wording.grouped(count) }
}
