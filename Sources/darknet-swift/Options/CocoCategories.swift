import ArgumentParser

/// Which numbers classes have in COCO's results.
enum CocoCategories: String, CaseIterable, ExpressibleByArgument {
  /// COCO's own for 80 classes, else from 1.
  case auto
  /// COCO's own: 91 numbers, of which 80 are in use.
  case coco91
  /// The class, counted from 0.
  case from0
  /// The class, counted from 1.
  case from1

  /// The number of each of `classCount` classes.
  ///
  /// - Reference: darknet `detector.c`, `coco_ids`.
  func ids(classCount: Int) -> [Int] {
    switch self {
    case .auto:
      (classCount == Self.published.count ? Self.coco91 : .from1).ids(classCount: classCount)
    case .coco91: Array(Self.published.prefix(classCount))
    case .from0: Array(0..<classCount)
    case .from1: Array(1..<classCount + 1)
    }
  }

  /// COCO left numbers out, for classes that its annotations do without.
  private static let published: [Int] = {
    let unused: Set = [12, 26, 29, 30, 45, 66, 68, 69, 71, 83]
    return (1...90).filter { !unused.contains($0) }
  }()
}
