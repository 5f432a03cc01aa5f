import CfgParser

/// NaN and infinities: whatever they touch means nothing.
enum NotFiniteRule: ArrayRule {
  static let rule = CheckRule(
    "not-finite", .error, "NaN or infinite values; what the network finds with them means nothing")
  static let help: String? = "take an earlier backup of the training"

  static func message(about array: CheckedArray) throws(WeightsError) -> String? {
    guard array.range.hasNotFinite else { return nil }
    let found = try array.values { !$0.isFinite }
    let kind = found.first.isNaN ? "NaN" : "infinite"
    return
      "\(array.name): \(Wording.grouped(found.count)) of \(Wording.grouped(array.count)) values "
      + "are NaN or infinite, the first is \(kind) in \(array.place(of: found.index)); what the "
      + "network finds means nothing"
  }
}
