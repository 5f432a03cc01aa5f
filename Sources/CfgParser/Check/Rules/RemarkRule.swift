/// What a cfg's reader ignores, or reads otherwise than written.
enum RemarkRule: CfgRule {
  static let rules = [unknownKey, duplicateKey, value]

  /// A key a section does not have.
  static let unknownKey = CheckRule(
    "unknown-key", .warning, "a key the section does not have; it is ignored")
  /// A key that stands a second time.
  static let duplicateKey = CheckRule(
    "duplicate-key", .warning, "a key that stands in its section a second time; the first counts")
  private static let value = CheckRule(
    "value", .warning, "a value that is read in part, or replaced by another")

  static func findings(in review: CfgReview) -> [Finding] {
    review.warnings.map { Finding(rule(for: $0.code), at: $0.location, $0.message) }
  }

  private static func rule(for code: CfgWarning.Code) -> CheckRule {
    switch code {
    case .unknownKey: unknownKey
    case .duplicateKey: duplicateKey
    default: value
    }
  }
}
