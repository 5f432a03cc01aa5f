/// Precision and recall of one class, for every number of detections that are taken.
public struct PrecisionRecall: Sendable, Hashable {
  /// The objects of the class that there are.
  public let truthCount: Int
  /// What a detection's confidence has to be at least, falling: one value a rank.
  public let confidences: [Double]
  /// Right ones among the detections up to each rank.
  public let rightCounts: [Int]

  /// The curve of a ranking.
  public init(_ ranking: ClassRanking) {
    truthCount = ranking.truthCount
    confidences = ranking.entries.map(\.confidence)
    rightCounts = ranking.rightCounts
  }

  /// The share of the objects that are found, 0…1; 0 where there are none.
  public var recalls: [Double] {
    rightCounts.map { truthCount == 0 ? 0 : Double($0) / Double(truthCount) }
  }

  /// The share of what is found that is right, 0…1.
  public var precisions: [Double] {
    rightCounts.indices.map { Double(rightCounts[$0]) / Double($0 + 1) }
  }

  /// The best precision at each recall or a higher one: a curve that only falls.
  public var bestPrecisions: [Double] {
    var best = precisions
    for index in best.indices.dropLast().reversed() {
      best[index] = max(best[index], best[index + 1])
    }
    return best
  }
}
