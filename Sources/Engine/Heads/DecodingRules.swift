import CfgParser

/// What counts as a box while heads are read.
struct DecodingRules: Sendable {
  /// What the confidence of each class has to exceed, and objectness the least of them.
  let thresholds: ClassThresholds
  /// What the probability of a class in a tree has to exceed for it to be named rather than its
  /// parent.
  var hierarchyThreshold: Float = 0.5
  /// Of which classes of a tree the scores are given, in place of one class a box.
  var classMap: ClassMap?
}

extension DecodingRules {
  /// The part of a detector's rules that is for its heads, which have `classCount` classes, or
  /// those of the map.
  init(_ rules: DetectionRules, tree: ClassTree?, classCount: Int) {
    let count = rules.classMap?.classes.count ?? classCount
    self.init(
      thresholds: ClassThresholds(rules, tree: tree, classCount: count),
      hierarchyThreshold: rules.hierarchyThreshold, classMap: rules.classMap)
  }
}
