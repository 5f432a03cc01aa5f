import CfgParser

/// What the confidence of each class must be above for a detection to count; nothing is enough for
/// a class that is not wanted.
struct ClassThresholds: Sendable, Hashable {
  /// What any confidence must be above: the least of all classes.
  let least: Float
  /// What counts for the classes that have no value of their own.
  private let general: Float
  private let values: [Float]

  /// The same for all classes.
  init(_ threshold: Float) {
    (least, general, values) = (threshold, threshold, [])
  }

  /// One value a class; classes beyond are not wanted.
  init(_ values: [Float]) {
    (least, general, self.values) = (values.min() ?? .infinity, .infinity, values)
  }

  /// What the confidence of that class must be above.
  subscript(classIndex: Int) -> Float {
    classIndex < values.count ? values[classIndex] : general
  }
}

extension ClassThresholds {
  /// The thresholds of a detector's rules, for `classCount` classes.
  ///
  /// In a tree what is said of a class goes for the classes below it as well, unless something is
  /// said of them or of one nearer to them. The numbers of a map stand for themselves.
  init(_ rules: DetectionRules, tree: ClassTree?, classCount: Int) {
    guard rules.classes != nil || !rules.classThresholds.isEmpty else {
      self.init(rules.threshold)
      return
    }
    let parents = rules.classMap == nil ? tree?.parents : nil
    var thresholds = [Float](repeating: rules.threshold, count: classCount)
    var isWanted = [Bool](repeating: rules.classes == nil, count: classCount)
    for index in 0..<classCount {
      // A node comes behind its parent.
      let parent = parents.flatMap { index < $0.count ? $0[index] : nil }
      if let parent {
        (thresholds[index], isWanted[index]) = (thresholds[parent], isWanted[parent])
      }
      if let threshold = rules.classThresholds[index] { thresholds[index] = threshold }
      if rules.classes?.contains(index) == true { isWanted[index] = true }
    }
    self.init(zip(thresholds, isWanted).map { $1 ? $0 : .infinity })
  }
}
