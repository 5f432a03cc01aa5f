/// How the loss went, in so few points that a chart shows them and a checkpoint holds them.
///
/// Each point is the mean over equally many iterations; where there are too many points, each two
/// become one.
struct LossHistory: Hashable {
  /// Points at most.
  static let limit = 2048

  /// Iterations that a point is the mean of.
  private(set) var stride: Int
  /// The losses, the first one first.
  private(set) var losses: [Float]
  /// The running average at the end of each point.
  private(set) var averages: [Float]
  /// The first iteration.
  let start: Int
  private var sum: Double
  private var count: Int

  /// No iteration yet; the first one will have the number `start`.
  init(start: Int = 1) {
    (stride, losses, averages, sum, count) = (1, [], [], 0, 0)
    self.start = start
  }

  /// What is left of an earlier run; nil where that cannot be.
  init?(
    start: Int, stride: Int, sum: Double, count: Int, losses: [Float], averages: [Float]
  ) {
    guard losses.count == averages.count, losses.count < Self.limit, stride > 0,
      (0..<stride).contains(count)
    else { return nil }
    (self.start, self.stride, self.losses, self.averages) = (start, stride, losses, averages)
    (self.sum, self.count) = (sum, count)
  }

  /// Adds an iteration.
  mutating func add(_ loss: Double, average: Double) {
    sum += loss
    count += 1
    guard count == stride else { return }
    losses.append(Float(sum / Double(count)))
    averages.append(Float(average))
    (sum, count) = (0, 0)
    if losses.count == Self.limit { halve() }
  }

  private mutating func halve() {
    let pairs = 0..<losses.count / 2
    losses = pairs.map { (losses[2 * $0] + losses[2 * $0 + 1]) / 2 }
    averages = pairs.map { averages[2 * $0 + 1] }
    stride *= 2
  }

  /// The iterations behind which the points are.
  var iterations: [Double] { losses.indices.map { Double(start - 1 + ($0 + 1) * stride) } }

  /// What has come since the last point.
  var rest: (sum: Double, count: Int) { (sum, count) }
}
