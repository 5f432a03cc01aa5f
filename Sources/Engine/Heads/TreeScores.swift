import CfgParser

/// Chooses what is reported of a box whose classes form a tree.
///
/// With a map, the score of every class it names: objectness × absolute probability. Without one a
/// single class: the original takes the deepest probable one, with the objectness as confidence;
/// AlexeyAB's fork, of those above the hierarchy threshold, the one of the highest number, with its
/// absolute probability.
///
/// - Reference: darknet (pjreddie) `region_layer.c`, `get_region_detections`; AlexeyAB
///   `region_layer.c`, `get_region_boxes`.
struct TreeScores {
  private let tree: ClassTree
  private let head: RegionHead
  private let rules: DecodingRules

  init(_ tree: ClassTree, _ head: RegionHead, _ rules: DecodingRules) {
    (self.tree, self.head, self.rules) = (tree, head, rules)
  }

  /// Adds a box to the candidates.
  ///
  /// - Parameters:
  ///   - box: Where it lies.
  ///   - scale: Its objectness.
  ///   - entries: The anchor's entries after the head's activation; classes become absolute.
  ///   - candidates: Where it goes.
  func append(
    _ box: BoundingBox, scale: Float, _ entries: inout MutableSpan<Float>,
    to candidates: inout Candidates
  ) {
    tree.multiplyDown(&entries, at: head.firstClass)
    let entries = entries.span
    if let map = rules.classMap {
      let classes = map.classes
      candidates.append(box, classCount: classes.count, above: rules.thresholds) { index in
        classes[index] < head.classes ? scale * entries[head.firstClass + classes[index]] : .nan
      }
    } else if let score = score(scale, entries) {
      candidates.append(box, score, above: rules.thresholds)
    }
  }

  private func score(_ scale: Float, _ entries: Span<Float>) -> Candidates.Score? {
    let (first, least) = (head.firstClass, rules.hierarchyThreshold)
    guard head.compatibility == .alexeyab else {
      let top = tree.topClass(of: entries, at: first, above: least)
      return Candidates.Score(classIndex: top, confidence: scale)
    }
    guard let top = (0..<head.classes).last(where: { entries[first + $0] > least }) else {
      return nil
    }
    return Candidates.Score(classIndex: top, confidence: entries[first + top])
  }
}
