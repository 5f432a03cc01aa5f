/// What a detector makes of a class when detections count whose confidence is above a threshold.
public struct OperatingPoint: Sendable, Hashable {
  /// What a confidence has to be above, 0…1.
  public let threshold: Double
  /// Detections that are right.
  public let rightCount: Int
  /// Detections that are wrong.
  public let wrongCount: Int
  /// The objects that there are.
  public let truthCount: Int

  /// The share of the detections that are right; 0 where there are none.
  public var precision: Double { Self.share(rightCount, of: rightCount + wrongCount) }
  /// The share of the objects that are found; 0 where there are none.
  public var recall: Double { Self.share(rightCount, of: truthCount) }
  /// Harmonic mean of precision and recall.
  public var f1: Double { Self.share(2 * rightCount, of: rightCount + wrongCount + truthCount) }

  private static func share(_ part: Int, of whole: Int) -> Double {
    whole == 0 ? 0 : Double(part) / Double(whole)
  }
}

extension ClassRanking {
  /// What becomes of the class at a threshold.
  public func point(above threshold: Double) -> OperatingPoint {
    point(threshold, taking: entries.count { $0.confidence > threshold })
  }

  /// The threshold with the highest F1, of equals the highest; nil where nothing that was found is
  /// right.
  ///
  /// It lies between two confidences, and has as few decimals as that takes.
  public var bestPoint: OperatingPoint? {
    let counts = rightCounts
    var best: OperatingPoint?
    for (index, right) in counts.enumerated() where right > 0 {
      // What is equally confident cannot be told apart by a threshold.
      let next = index + 1 < entries.count ? entries[index + 1].confidence : 0
      guard next < entries[index].confidence else { continue }
      let point = point(next, taking: index + 1)
      if point.f1 > best?.f1 ?? 0 {
        best = self.point(
          Self.shortest(from: next, below: entries[index].confidence), taking: index + 1)
      }
    }
    return best
  }

  private func point(_ threshold: Double, taking count: Int) -> OperatingPoint {
    let right = entries.prefix(count).count(where: \.isRight)
    return OperatingPoint(
      threshold: threshold, rightCount: right, wrongCount: count - right, truthCount: truthCount)
  }

  /// The number from `low` on and below `high` with the fewest decimals, near their middle.
  private static func shortest(from low: Double, below high: Double) -> Double {
    var scale = 100.0
    for _ in 2...7 {
      let number = ((low + high) / 2 * scale).rounded(.down) / scale
      if number >= low, number < high { return number }
      scale *= 10
    }
    return low
  }
}
