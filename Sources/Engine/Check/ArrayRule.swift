import CfgParser

/// What looks for one oddity in the values of an array.
protocol ArrayRule: Sendable {
  /// What it finds.
  static var rule: CheckRule { get }
  /// What to do about it.
  static var help: String? { get }

  /// What is odd about the array, or nothing; the values are read again only where the range of the
  /// first pass asks for it.
  static func message(about array: CheckedArray) throws(WeightsError) -> String?
}

extension ArrayRule {
  static var help: String? { nil }
}

/// The rules there are for values.
enum ArrayRules {
  /// All of them, in the order of the documentation.
  static let all: [any ArrayRule.Type] = [
    NotFiniteRule.self, NegativeVarianceRule.self, VarianceRangeRule.self, HugeValueRule.self,
    ConstantWeightsRule.self, DeadFilterRule.self,
  ]
}
