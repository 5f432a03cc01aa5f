import CfgParser

/// Variances below 0, which no training gives.
enum NegativeVarianceRule: ArrayRule {
  static let rule = CheckRule(
    "negative-variance", .warning,
    "variances below 0, which are taken as 0; many of them tell of another network's file")

  static func message(about array: CheckedArray) throws(WeightsError) -> String? {
    guard array.isNamed("rolling_variance"), array.range.minimum < 0 else { return nil }
    let found = try array.values { $0 < 0 }
    // A file that is read at wrong places has weights there, half of them negative.
    let isMisread = found.count > array.count / 4
    return
      "\(array.name): \(Wording.grouped(found.count)) of \(Wording.grouped(array.count)) values "
      + "are negative, the first is \(found.first) in \(array.place(of: found.index)); "
      + (isMisread
        ? "the file belongs to another network of the same size, or is damaged"
        : "they are taken as 0")
  }
}
