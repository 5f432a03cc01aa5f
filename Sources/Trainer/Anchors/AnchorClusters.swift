/// Dimension clusters: the sizes that anchors should have for the boxes of a data set, by k-means with
/// the distance 1 − IoU.
///
/// The same sizes and the same seed give the same clusters.
///
/// - Reference: Redmon and Farhadi, "YOLO9000: Better, Faster, Stronger", section 2, "Dimension
///   Clusters", [arXiv:1612.08242](https://arxiv.org/abs/1612.08242).
public struct AnchorClusters: Sendable, Hashable {
  /// The sizes, the smallest area first.
  public let anchors: [BoxSize]
  /// Mean IoU of a box with the anchor that fits it best, 0…1.
  public let averageOverlap: Double
  /// The boxes that each anchor fits best.
  public let memberCounts: [Int]

  /// How hard is searched.
  public struct Effort: Sendable, Hashable {
    /// How often the search begins anew, with other boxes; the best result counts.
    public var restarts: Int
    /// Steps of one search at most; Darknet has 1000.
    public var iterationLimit: Int
    /// What the random numbers begin with.
    public var seed: UInt64

    /// Ten searches of 1000 steps at most.
    public init(restarts: Int = 10, iterationLimit: Int = 1000, seed: UInt64 = 0) {
      (self.restarts, self.iterationLimit, self.seed) = (restarts, iterationLimit, seed)
    }
  }

  /// Finds `count` anchors for `sizes`; nil where there are fewer different sizes than anchors.
  ///
  /// - Parameters:
  ///   - sizes: The boxes; what has no area is left out.
  ///   - count: How many anchors, at least 1; at most as many as there are different sizes.
  ///   - effort: How hard is searched.
  public init?(_ sizes: [BoxSize], count: Int, effort: Effort = .init()) {
    let points = WeightedSize.all(sizes)
    guard count >= 1, points.count >= count else { return nil }
    var random = SeededNumbers(seed: effort.seed)
    var best: AnchorSearch?
    for _ in 0..<max(1, effort.restarts) {
      var search = AnchorSearch(points, startingAt: Self.starts(points, count, &random))
      search.run(steps: effort.iterationLimit)
      if search.overlapSum > best?.overlapSum ?? -1 { best = search }
    }
    guard let best else { return nil }
    let total = points.reduce(0) { $0 + $1.count }
    let order = best.centers.indices.sorted { best.centers[$0].area < best.centers[$1].area }
    anchors = order.map { best.centers[$0] }
    memberCounts = order.map { best.memberCounts[$0] }
    averageOverlap = best.overlapSum / Double(total)
  }

  /// Mean IoU of a size with the one of `anchors` that fits it best; 0 where there is nothing.
  public static func averageOverlap(of sizes: [BoxSize], with anchors: [BoxSize]) -> Double {
    let points = sizes.filter { $0.area > 0 }
    guard !points.isEmpty else { return 0 }
    let sum = points.reduce(0) { sum, size in
      sum + (anchors.map { $0.iou(with: size) }.max() ?? 0)
    }
    return sum / Double(points.count)
  }

  /// Boxes to begin with: the first any, each other the more likely the less the ones before fit it,
  /// as k-means++ begins.
  private static func starts(
    _ points: [WeightedSize], _ count: Int, _ random: inout SeededNumbers
  ) -> [BoxSize] {
    var distances = points.map { Double($0.count) }
    var starts: [BoxSize] = []
    while starts.count < count {
      let index = random.index(weights: distances)
      let start = points[index].size
      starts.append(start)
      for (index, point) in points.enumerated() {
        let distance = 1 - point.size.iou(with: start)
        let weight = Double(point.count) * distance * distance
        distances[index] = starts.count == 1 ? weight : min(distances[index], weight)
      }
    }
    return starts
  }
}

/// A size that occurs a number of times.
struct WeightedSize: Sendable, Hashable {
  /// The size.
  let size: BoxSize
  /// How often it occurs.
  let count: Int

  /// The different ones of `sizes` that have an area, in an order of their own.
  static func all(_ sizes: [BoxSize]) -> [WeightedSize] {
    var counts: [BoxSize: Int] = [:]
    for size in sizes where size.area > 0 && size.area.isFinite { counts[size, default: 0] += 1 }
    return counts.map { WeightedSize(size: $0, count: $1) }.sorted { one, other in
      (one.size.width, one.size.height) < (other.size.width, other.size.height)
    }
  }
}
