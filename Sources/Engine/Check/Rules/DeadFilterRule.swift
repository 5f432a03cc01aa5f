import CfgParser

/// Variances so small that what they divide was the same for all pictures.
enum DeadFilterRule: ArrayRule {
  static let rule = CheckRule(
    "dead-filters", .note, "variances from 0 to 10⁻³⁰: filters that gave one number in training")

  private static let dead: ClosedRange<Float> = 0...1e-30

  static func message(about array: CheckedArray) throws(WeightsError) -> String? {
    guard array.isNamed("rolling_variance"), array.range.minimum <= dead.upperBound else {
      return nil
    }
    let found = try array.values(where: dead.contains)
    guard found.count > 0 else { return nil }
    return
      "\(array.name): \(Wording.grouped(found.count)) of \(Wording.grouped(array.count)) values "
      + "are below 10⁻³⁰, the first in \(array.place(of: found.index)); such filters gave the same "
      + "for every picture in training"
  }
}
