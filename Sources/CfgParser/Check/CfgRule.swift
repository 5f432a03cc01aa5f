/// What looks for one kind of thing in a cfg.
///
/// A conforming type lives in `Rules/` and is listed in ``CfgRules``. Findings stand at a line; the
/// check adds the column.
protocol CfgRule: Sendable {
  /// What it may find.
  static var rules: [CheckRule] { get }

  /// What it finds.
  static func findings(in review: CfgReview) -> [Finding]
}
