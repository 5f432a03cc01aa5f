/// Blanks at the end of lines, which are dropped.
enum TrailingBlankRule: CfgRule {
  private static let rule = CheckRule(
    "trailing-blanks", .note, "blanks at the end of lines; they are dropped")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    TextLineCount(review.text) { line in
      let end = line.lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
      let start = end.map { $0 + 1 } ?? line.startIndex
      return start < line.endIndex ? start : nil
    }.finding(rule, "blanks at the end of the line, which are dropped")
  }
}
