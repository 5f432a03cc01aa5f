/// Rows of text in columns: the first to the left, the others to the right.
struct TextTable {
  /// The lines.
  let text: String

  /// A table of rows that have as many fields each.
  init(_ rows: [[String]]) {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    text = rows.map { row in
      let fields = row.enumerated().map { column, field in
        column == 0
          ? TextForm.extended(field, to: widths[0]) : TextForm.padded(field, to: widths[column])
      }
      let line = fields.joined(separator: "  ")
      return line.reversed().drop { $0 == " " }.reversed().map(String.init).joined() + "\n"
    }.joined()
  }
}
