/// Tabs, which are dropped as blanks are.
enum TabRule: CfgRule {
  private static let rule = CheckRule("tab", .note, "tabs; they are dropped, as blanks are")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    guard review.text.bytes.contains(UInt8(ascii: "\t")) else { return [] }
    return TextLineCount(review.text) { line in
      guard !line.trimmed.isEmpty else { return nil }
      return line.first == UInt8(ascii: "\t")
        ? line.startIndex
        : line.trimmed.prefix { $0 != UInt8(ascii: "#") }.trimmed.firstIndex(of: UInt8(ascii: "\t"))
    }.finding(rule, "a tab, which is dropped")
  }
}
