/// What keeps a cfg from being used: the errors of its reader.
enum FaultRule: CfgRule {
  static let rules = [
    syntax, unknownSection, missingKey, badValue, badReference, shapeMismatch, unsupported,
    tooLarge, unreadable,
  ]

  private static let syntax = CheckRule(
    "syntax", .error,
    "a line that is neither section, option nor comment; options before `[net]`; no `[net]`, or two"
  )
  private static let unknownSection = CheckRule(
    "unknown-section", .error, "a section no Darknet knows")
  private static let missingKey = CheckRule(
    "missing-key", .error, "a section without a key that has no default")
  private static let badValue = CheckRule(
    "bad-value", .error, "a value of the wrong kind, or out of its range")
  private static let badReference = CheckRule(
    "bad-reference", .error, "the number of a layer that does not come before")
  private static let shapeMismatch = CheckRule(
    "shape-mismatch", .error, "a layer that cannot take what the layers before it give")
  private static let unsupported = CheckRule(
    "unsupported", .error, "what Darknet knows and this package does not run")
  private static let tooLarge = CheckRule(
    "too-large", .error, "more than the limits allow: a long line, a huge layer")
  private static let unreadable = CheckRule(
    "unreadable", .error, "UTF-16 or binary data in place of text")

  static func findings(in review: CfgReview) -> [Finding] {
    let misfits = review.layers.compactMap { layer in
      HeadFiltersRule.finding(layer, in: review) == nil ? layer.misfit?.error : nil
    }
    return (review.faults + misfits).map(finding)
  }

  /// The finding that says what `error` says.
  static func finding(_ error: CfgError) -> Finding {
    Finding(rule(for: error.code), at: error.location, error.message, help: error.help)
  }

  private static func rule(for code: CfgError.Code) -> CheckRule {
    switch code {
    case .unknownSection: unknownSection
    case .missingKey: missingKey
    case .badValue: badValue
    case .badReference: badReference
    case .shapeMismatch: shapeMismatch
    case .unsupported: unsupported
    case .tooLarge: tooLarge
    case .unreadable: unreadable
    default: syntax
    }
  }
}
