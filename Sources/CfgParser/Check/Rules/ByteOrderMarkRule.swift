/// The mark some editors begin files with.
enum ByteOrderMarkRule: CfgRule {
  private static let rule = CheckRule(
    "byte-order-mark", .note, "a byte order mark, which is skipped; Darknet stumbles over it")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    guard review.text.hasByteOrderMark else { return [] }
    return [
      Finding(
        rule, at: CfgLocation(file: review.text.file, line: 1, column: 1),
        "the file begins with a byte order mark; it is skipped here, Darknet finds no [net] behind it"
      )
    ]
  }
}
