/// The lines of a text that have something in common: where it is first, and how many there are.
struct TextLineCount {
  private var first: CfgLocation?
  private var count = 0

  /// Counts the lines in which `place` finds something, and gives its index.
  init(_ text: TextFile, at place: (ArraySlice<UInt8>) -> Int?) {
    for (index, line) in text.lines.enumerated() {
      guard let found = place(line) else { continue }
      first =
        first
        ?? CfgLocation(
          file: text.file, line: index + 1, column: FindingColumns.column(found, in: line))
      count += 1
    }
  }

  /// One finding for all lines, at the first; nothing where there is none.
  func finding(_ rule: CheckRule, _ what: String) -> [Finding] {
    guard let first else { return [] }
    let others = count - 1
    let more =
      others == 0
      ? "" : ", here and in \(Wording.grouped(others)) more \(others == 1 ? "line" : "lines")"
    return [Finding(rule, at: first, "\(what)\(more)")]
  }
}
