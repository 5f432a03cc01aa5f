import CfgParser

/// Drops boxes that show what a more confident box of the same class shows.
///
/// - Reference: darknet `box.c`, `do_nms_sort`; AlexeyAB `box.c`, `diounms_sort`.
struct NonMaximumSuppression: Sendable, Hashable {
  /// What the overlap of two boxes has to exceed for the weaker one to go.
  var threshold: Float = 0.45
  /// How overlap is measured.
  var kind = NmsKind.default
  /// The exponent of `diounms`.
  var beta: Float = 0.6
  /// Whether boxes of unlike classes are compared, too, and a box has one class only.
  var isClassAgnostic = false

  /// A class of a box that stays.
  struct Kept: Sendable, Hashable {
    /// Which candidate.
    let candidate: Int
    /// The class, counted from 0.
    let classIndex: Int
    /// Where it lies.
    let box: BoundingBox
    /// Objectness × class probability.
    let confidence: Float
  }

  /// What remains, one entry for each box and class, in darknet's order.
  ///
  /// Classes are treated one by one, unless suppression is to be class-agnostic. Darknet sorts its list anew for each, and a sort that keeps
  /// the order of equals remembers the sorts before: boxes equal in one class are compared by the
  /// class before it, and so on. The list ends up sorted by the last class first; entries of one
  /// box follow its classes.
  func kept(of candidates: Candidates) -> [Kept] {
    var isKept = [Bool](repeating: true, count: candidates.scores.count)
    let geometry = candidates.boxes.map(BoxEdges.init)
    let order = ScoreOrder(candidates)
    for entries in isClassAgnostic ? [order.entriesByConfidence] : order.entriesByClass {
      suppress(entries, candidates, geometry, &isKept)
    }
    return order.finalOrder.flatMap { candidate in
      candidates.scoreRange(of: candidate).lazy.filter { isKept[$0] }.map { index in
        let score = candidates.scores[index]
        return Kept(
          candidate: candidate, classIndex: score.classIndex, box: candidates.boxes[candidate],
          confidence: score.confidence)
      }
    }
  }

  private func suppress(
    _ entries: [ScoreOrder.Entry], _ candidates: Candidates, _ geometry: [BoxEdges],
    _ isKept: inout [Bool]
  ) {
    for strong in entries.indices where isKept[entries[strong].score] {
      let box = geometry[entries[strong].candidate]
      for weak in entries[(strong + 1)...] where isKept[weak.score] {
        if weak.candidate == entries[strong].candidate || overlaps(box, geometry[weak.candidate]) {
          isKept[weak.score] = false
        }
      }
    }
  }

  /// Whether two boxes overlap by more than the threshold.
  func overlaps(_ one: BoundingBox, _ other: BoundingBox) -> Bool {
    overlaps(BoxEdges(one), BoxEdges(other))
  }

  /// Whether the overlap is above the threshold.
  private func overlaps(_ one: BoxEdges, _ other: BoxEdges) -> Bool {
    // Distance IoU is never above IoU, so the power is worked out for few pairs.
    guard one.iou(with: other) > threshold else { return false }
    return switch kind {
    case .default, .cornersnms: true
    case .greedynms: one.box.diou(with: other.box) > threshold
    case .diounms: one.box.diou(with: other.box, exponent: Double(beta)) > threshold
    }
  }
}
