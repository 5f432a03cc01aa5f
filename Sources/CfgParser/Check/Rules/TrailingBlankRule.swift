/// Blanks at the end of lines, which are dropped.
enum TrailingBlankRule: CfgRule {
  private static let rule = CheckRule(
    "trailing-blanks", .note, "blanks at the end of lines; they are dropped")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    TextLineCount(review.text) { line in
      line.last == UInt8(ascii: " ") || line.last == UInt8(ascii: "\t")
    }.finding(rule, "blanks at the end of the line, which are dropped")
  }
}
