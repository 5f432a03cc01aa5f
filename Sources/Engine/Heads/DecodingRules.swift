import CfgParser

/// What counts as a box while heads are read.
struct DecodingRules: Sendable {
  /// What objectness and confidence have to exceed.
  let threshold: Float
  /// What the probability of a class in a tree has to exceed for it to be named rather than its
  /// parent.
  var hierarchyThreshold: Float = 0.5
  /// Of which classes of a tree the scores are given, in place of one class a box.
  var classMap: ClassMap?
}

extension DecodingRules {
  /// The part of a detector's rules that is for its heads.
  init(_ rules: DetectionRules) {
    self.init(
      threshold: rules.threshold, hierarchyThreshold: rules.hierarchyThreshold,
      classMap: rules.classMap)
  }
}
