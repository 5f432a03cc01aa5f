/// How one number is made of precision at every recall.
///
/// AlexeyAB's `detector map` has the same three, as `-points` 11, 0 and 101: in the area it takes each
/// step of recall with the best precision at either end, which is that behind the step, for a right
/// detection never lowers precision.
public enum AveragePrecision: Sendable, Hashable {
  /// Mean over the recalls 0, 0.1, …, 1 of the best precision at that recall or a higher one: PASCAL
  /// VOC until 2009.
  case voc11
  /// Area under the curve, precision made to fall only: PASCAL VOC since 2010.
  case allPoints
  /// Mean over the recalls 0, 0.01, …, 1: COCO.
  case coco101
  /// The number, 0…1; 0 where there is nothing to be found.
  ///
  /// - Reference: VOCdevkit `VOCevaldet.m` of 2007 and of 2012; cocoapi `cocoeval.py`,
  ///   `accumulate`; AlexeyAB's darknet `detector.c`, `validate_detector_map`.
  public func value(of ranking: ClassRanking) -> Double {
    guard ranking.truthCount > 0, !ranking.entries.isEmpty else { return 0 }
    let curve = PrecisionRecall(ranking)
    return switch self {
    case .voc11: Self.sampled(curve, pointCount: 11)
    case .allPoints: Self.area(curve)
    case .coco101: Self.coco(curve)
    }
  }

  /// The recalls are compared as fractions of whole numbers: 3 of 10 are at 0.3 in any rounding.
  private static func sampled(_ curve: PrecisionRecall, pointCount: Int) -> Double {
    let (best, last) = (curve.bestPrecisions, pointCount - 1)
    var (index, sum) = (0, 0.0)
    for point in 0...last {
      while index < best.count, curve.rightCounts[index] * last < point * curve.truthCount {
        index += 1
      }
      if index < best.count { sum += best[index] }
    }
    return sum / Double(pointCount)
  }

  private static func area(_ curve: PrecisionRecall) -> Double {
    var (sum, recall) = (0.0, 0.0)
    for (next, precision) in zip(curve.recalls, curve.bestPrecisions) {
      sum += (next - recall) * precision
      recall = next
    }
    return sum
  }

  private static func coco(_ curve: PrecisionRecall) -> Double {
    let best = curve.bestPrecisions
    var (index, sum) = (0, 0.0)
    for recall in CocoEvaluation.recalls {
      while index < best.count, curve.recalls[index] < recall { index += 1 }
      if index < best.count { sum += best[index] }
    }
    return sum / Double(CocoEvaluation.recalls.count)
  }
}
