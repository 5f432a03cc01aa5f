/// Bytes that are no UTF-8.
enum EncodingRule: CfgRule {
  private static let rule = CheckRule("encoding", .note, "text that is no UTF-8")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    guard String(validating: review.text.bytes, as: UTF8.self) == nil else { return [] }
    return TextLineCount(review.text) {
      String(validating: $0, as: UTF8.self) == nil ? $0.firstIndex { $0 >= 0x80 } : nil
    }
    .finding(rule, "bytes that are no UTF-8")
  }
}
