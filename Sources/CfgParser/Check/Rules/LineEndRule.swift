/// Line ends of other systems.
enum LineEndRule: CfgRule {
  private static let rule = CheckRule(
    "line-ends", .note, "lines that end in CR LF or CR; the original Darknet keeps the CR")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    let bytes = review.text.bytes
    guard let position = bytes.firstIndex(of: UInt8(ascii: "\r")) else { return [] }
    let isPair = bytes[position...].dropFirst().first == UInt8(ascii: "\n")
    let start =
      bytes[..<position].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
      ?? bytes.startIndex
    let line = 1 + bytes[..<position].count { $0 == UInt8(ascii: "\n") }
    let column = FindingColumns.column(position, in: bytes[start...])
    return [
      Finding(
        rule, at: CfgLocation(file: review.text.file, line: line, column: column),
        "lines end in \(isPair ? "CR LF" : "CR"), which is taken here; the original Darknet keeps "
          + "the CR as part of values")
    ]
  }
}
