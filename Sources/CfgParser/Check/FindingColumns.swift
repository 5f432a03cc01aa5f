/// Gives findings the columns they stand in.
struct FindingColumns {
  private let text: TextFile

  init(_ text: TextFile) { self.text = text }

  /// The findings in the order of the file, each with a column where it has a line of it.
  ///
  /// What is said of a value stands at the value, all else where the line begins to show something.
  func placed(_ findings: [Finding]) -> [Finding] {
    var wanted = Set(findings.filter(lacksColumn).map(\.location.line))
    var columns: [Int: (line: Int, value: Int)] = [:]
    for (index, line) in text.lines.enumerated() {
      guard !wanted.isEmpty else { break }
      if wanted.remove(index + 1) != nil { columns[index + 1] = Self.columns(line) }
    }
    let placed = findings.map { finding -> Finding in
      guard lacksColumn(finding), let found = columns[finding.location.line] else {
        return finding
      }
      let column = Self.isAboutValue(finding.rule) ? found.value : found.line
      return finding.moved(
        to: CfgLocation(file: text.file, line: finding.location.line, column: column))
    }
    return placed.enumerated()
      .sorted { order($0.element, $0.offset) < order($1.element, $1.offset) }
      .map(\.element)
  }

  private func lacksColumn(_ finding: Finding) -> Bool {
    let location = finding.location
    return location.file == text.file && location.line > 0 && location.column == nil
  }

  /// What concerns the whole file comes first, then lines from left to right, then other files.
  private func order(_ finding: Finding, _ offset: Int) -> (Int, Int, Int, Int) {
    let location = finding.location
    return (location.file == text.file ? 0 : 1, location.line, location.column ?? 0, offset)
  }

  private static func isAboutValue(_ rule: CheckRule) -> Bool {
    ![RemarkRule.unknownKey, RemarkRule.duplicateKey].contains(rule)
  }

  /// The first character that shows, and the first of the value where there is one.
  private static func columns(_ line: ArraySlice<UInt8>) -> (line: Int, value: Int) {
    let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let start = line.firstIndex { !isBlank($0) } ?? line.startIndex
    var value = start
    if line[start...].first != UInt8(ascii: "["),
      let equals = line.firstIndex(of: UInt8(ascii: "="))
    {
      value = line[(equals + 1)...].firstIndex { !isBlank($0) } ?? start
    }
    return (column(start, in: line), column(value, in: line))
  }

  /// The character, from 1, that begins at a byte.
  static func column(_ position: Int, in line: ArraySlice<UInt8>) -> Int {
    1 + line[..<position].count { $0 & 0b1100_0000 != 0b1000_0000 }
  }
}
