/// The order in which detections are given.
public enum DetectionOrder: String, Sendable, Hashable, CaseIterable {
  /// The most confident first.
  case confidence
  /// As the original prints them: the highest class first, in it the most confident; the classes of
  /// one box together, the lowest first.
  case classes
  /// As AlexeyAB's fork prints them: from left to right, the classes of one box together, the most
  /// confident first and the others by their number.
  case leftEdge
}

extension DetectionOrder {
  /// Puts what suppression left, which is in the order of `.classes`, in this order.
  ///
  /// - Reference: darknet `image.c`, `draw_detections`; AlexeyAB `image.c`,
  ///   `get_actual_detections`, `draw_detections_v3`.
  func sorted(_ kept: [NonMaximumSuppression.Kept]) -> [NonMaximumSuppression.Kept] {
    switch self {
    case .confidence: kept.sorted { $0.confidence > $1.confidence }
    case .classes: kept
    case .leftEdge:
      Self.boxes(of: kept).sorted { $0[0].box.left < $1[0].box.left }.flatMap(Self.bestFirst)
    }
  }

  /// The entries of each box, which stand together.
  private static func boxes(
    of kept: [NonMaximumSuppression.Kept]
  ) -> [[NonMaximumSuppression.Kept]] {
    kept.reduce(into: []) { boxes, entry in
      if boxes.last?[0].candidate == entry.candidate {
        boxes[boxes.count - 1].append(entry)
      } else {
        boxes.append([entry])
      }
    }
  }

  private static func bestFirst(
    _ entries: [NonMaximumSuppression.Kept]
  ) -> [NonMaximumSuppression.Kept] {
    // Of equals the first, which is the lower class.
    let confidence = entries.map(\.confidence).max()
    guard let best = entries.firstIndex(where: { $0.confidence == confidence }) else { return [] }
    return [entries[best]] + entries[..<best] + entries[(best + 1)...]
  }
}

extension [NonMaximumSuppression.Kept] {
  /// At most `count` of them, the most confident, in the order they are in; of equals the first.
  func mostConfident(_ count: Int?) -> [NonMaximumSuppression.Kept] {
    guard let count, count < self.count else { return self }
    let ranked = indices.sorted { self[$0].confidence > self[$1].confidence }
    return ranked.prefix(Swift.max(0, count)).sorted().map { self[$0] }
  }
}
