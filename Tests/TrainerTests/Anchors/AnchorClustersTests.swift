import Testing

@testable import Trainer

@Suite("dimension clusters")
struct AnchorClustersTests {
  /// Sizes around `centers`, so and so many each.
  private static func sizes(
    around centers: [BoxSize], count: Int, spread: Double = 0.1, seed: UInt64
  ) -> [BoxSize] {
    var random = SeededNumbers(seed: seed)
    return centers.flatMap { center in
      (0..<count).map { _ in
        BoxSize(
          width: center.width * (1 + spread * (random.unit() - 0.5)),
          height: center.height * (1 + spread * (random.unit() - 0.5)))
      }
    }
  }

  private static let centers = [
    BoxSize(width: 10, height: 20), BoxSize(width: 60, height: 30), BoxSize(width: 90, height: 200),
  ]

  private static func randomSizes(_ seed: UInt64, count: Int = 300) -> [BoxSize] {
    var random = SeededNumbers(seed: seed)
    return (0..<count).map { _ in
      BoxSize(width: 1 + 400 * random.unit() * random.unit(), height: 1 + 300 * random.unit())
    }
  }

  @Test("clusters that are apart are found, the smallest first", arguments: 0..<10)
  func found(_ seed: UInt64) throws {
    let sizes = Self.sizes(around: Self.centers, count: 40, seed: seed)
    let clusters = try #require(AnchorClusters(sizes, count: 3, effort: .init(seed: seed)))
    for (anchor, center) in zip(clusters.anchors, Self.centers) {
      // A mean of 40 values that are up to 5 % off.
      #expect(anchor.iou(with: center) > 0.95)
    }
    #expect(clusters.memberCounts == [40, 40, 40])
    #expect(clusters.averageOverlap > 0.9)
  }

  @Test("the same seed gives the same bits, whatever the order of the boxes")
  func deterministic() {
    let sizes = Self.randomSizes(3)
    let one = AnchorClusters(sizes, count: 5, effort: .init(seed: 11))
    #expect(one == AnchorClusters(sizes.reversed(), count: 5, effort: .init(seed: 11)))
    #expect(one != nil)
  }

  @Test("what is told is the average overlap of the anchors", arguments: 1...9)
  func average(_ count: Int) throws {
    let sizes = Self.randomSizes(UInt64(count))
    let clusters = try #require(AnchorClusters(sizes, count: count))
    let average = AnchorClusters.averageOverlap(of: sizes, with: clusters.anchors)
    // The same numbers, added in another order.
    #expect(abs(clusters.averageOverlap - average) < 1e-12)
    #expect(clusters.anchors.count == count)
    #expect(clusters.memberCounts.reduce(0, +) == sizes.count)
  }

  @Test("more anchors fit better, and as many as boxes fit exactly", arguments: 0..<5)
  func more(_ seed: UInt64) throws {
    let sizes = Self.randomSizes(seed, count: 60)
    let averages = try [1, 2, 4, 8, 16, 60].map { count in
      try #require(AnchorClusters(sizes, count: count)).averageOverlap
    }
    #expect(averages == averages.sorted())
    #expect(averages.last == 1)
  }

  @Test("the unit does not matter: boxes twice as large have anchors twice as large")
  func scale() throws {
    let sizes = Self.randomSizes(5)
    let large = sizes.map { BoxSize(width: 2 * $0.width, height: 2 * $0.height) }
    let one = try #require(AnchorClusters(sizes, count: 4))
    let other = try #require(AnchorClusters(large, count: 4))
    #expect(one.averageOverlap == other.averageOverlap)
    #expect(other.anchors.map(\.width) == one.anchors.map { 2 * $0.width })
  }

  @Test("clusters are at least as good as as many boxes taken at random", arguments: 0..<5)
  func better(_ seed: UInt64) throws {
    let sizes = Self.randomSizes(seed)
    var random = SeededNumbers(seed: seed + 100)
    let clusters = try #require(AnchorClusters(sizes, count: 5))
    for _ in 0..<20 {
      let some = Array(sizes.shuffled(using: &random).prefix(5))
      #expect(
        clusters.averageOverlap >= AnchorClusters.averageOverlap(of: sizes, with: some))
    }
  }

  @Test("fewer different sizes than anchors are too few; what has no area is no size")
  func tooFew() {
    let size = BoxSize(width: 3, height: 4)
    #expect(AnchorClusters([size, size], count: 2) == nil)
    #expect(AnchorClusters([size, BoxSize(width: 0, height: 9)], count: 2) == nil)
    #expect(AnchorClusters([], count: 1) == nil)
    #expect(AnchorClusters([size], count: 0) == nil)
    #expect(AnchorClusters([size, size], count: 1)?.averageOverlap == 1)
  }

  @Test("the lines are cells with up to four decimals, and whole pixels")
  func lines() {
    let anchors = [BoxSize(width: 42.3072, height: 55.4064), BoxSize(width: 0.2, height: 320)]
    #expect(AnchorText.cells(anchors, stride: 32) == "1.3221,1.7315, 0.0063,10")
    #expect(AnchorText.pixels(anchors) == "42,55, 1,320")
  }
}
