import CfgParser

/// Variances far from any that a trained network has.
enum VarianceRangeRule: ArrayRule {
  static let rule = CheckRule(
    "variance-range", .warning, "variances above 10⁶")

  /// Far above what published networks have.
  private static let most: Float = 1e6

  static func message(about array: CheckedArray) throws(WeightsError) -> String? {
    guard array.isNamed("rolling_variance"), array.range.maximum > most else { return nil }
    let found = try array.values { $0 > most }
    return
      "\(array.name): \(Wording.grouped(found.count)) of \(Wording.grouped(array.count)) values "
      + "are above 10⁶, the first is \(found.first) in \(array.place(of: found.index)); the file "
      + "may belong to another network"
  }
}
