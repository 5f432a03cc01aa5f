/// One run of k-means over sizes.
///
/// A centre moves to the mean width and height of its members, as in Darknet; the mean does not
/// minimise 1 − IoU, so a step may make things worse, and the best centres of the run are kept.
///
/// - Reference: AlexeyAB's darknet `matrix.c`, `do_kmeans`.
struct AnchorSearch {
  /// The best centres so far.
  private(set) var centers: [BoxSize]
  /// The boxes that each of them fits best.
  private(set) var memberCounts: [Int]
  /// IoU of each box with its centre, all added up.
  private(set) var overlapSum = -1.0

  private let points: [WeightedSize]
  private var current: [BoxSize]
  private var owners: [Int] = []

  /// A search that begins at `starts`.
  init(_ points: [WeightedSize], startingAt starts: [BoxSize]) {
    (self.points, current, centers) = (points, starts, starts)
    memberCounts = [Int](repeating: 0, count: starts.count)
  }

  /// Moves the centres until no box changes its centre, or so many times.
  mutating func run(steps limit: Int) {
    for _ in 0...max(0, limit) {
      guard assign() else { return }
      move()
    }
  }

  /// Gives every box to the centre that fits it best, of equals the first.
  ///
  /// - Returns: Whether a box changed its centre.
  private mutating func assign() -> Bool {
    var (found, sum) = ([Int](), 0.0)
    found.reserveCapacity(points.count)
    for point in points {
      var (best, owner) = (-1.0, 0)
      for (index, center) in current.enumerated() {
        let overlap = point.size.iou(with: center)
        if overlap > best { (best, owner) = (overlap, index) }
      }
      found.append(owner)
      sum += best * Double(point.count)
    }
    if sum > overlapSum {
      (overlapSum, centers) = (sum, current)
      memberCounts = [Int](repeating: 0, count: current.count)
      for (point, owner) in zip(points, found) { memberCounts[owner] += point.count }
    }
    defer { owners = found }
    return found != owners
  }

  /// Moves every centre into the middle of its boxes; one without boxes stays.
  private mutating func move() {
    var sums = [(width: Double, height: Double, count: Double)](
      repeating: (0, 0, 0), count: current.count)
    for (point, owner) in zip(points, owners) {
      sums[owner].width += point.size.width * Double(point.count)
      sums[owner].height += point.size.height * Double(point.count)
      sums[owner].count += Double(point.count)
    }
    for (index, sum) in sums.enumerated() where sum.count > 0 {
      current[index] = BoxSize(width: sum.width / sum.count, height: sum.height / sum.count)
    }
  }
}
