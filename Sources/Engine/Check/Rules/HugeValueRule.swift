import CfgParser

/// Weights, scales and biases of a size no training gives.
enum HugeValueRule: ArrayRule {
  static let rule = CheckRule(
    "huge-values", .warning, "weights, scales, biases or means beyond ±10⁶")

  private static let most: Float = 1e6

  static func message(about array: CheckedArray) throws(WeightsError) -> String? {
    guard !array.isNamed("rolling_variance"),
      array.range.minimum < -most || array.range.maximum > most
    else { return nil }
    let found = try array.values { $0.isFinite && abs($0) > most }
    guard found.count > 0 else { return nil }
    return
      "\(array.name): \(Wording.grouped(found.count)) of \(Wording.grouped(array.count)) values "
      + "are beyond ±10⁶, the first is \(found.first) in \(array.place(of: found.index)); the file "
      + "may belong to another network, or be damaged"
  }
}
