/// The lines of a text that have something in common: where the first is, and how many there are.
struct TextLineCount {
  private let file: String
  private var first: Int?
  private var count = 0

  /// Counts the lines that `isMeant` is true of.
  init(_ text: TextFile, where isMeant: (ArraySlice<UInt8>) -> Bool) {
    file = text.file
    for (index, line) in text.lines.enumerated() where isMeant(line) {
      first = first ?? index + 1
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
    return [Finding(rule, at: CfgLocation(file: file, line: first), "\(what)\(more)")]
  }
}
