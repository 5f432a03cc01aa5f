import Testing

@testable import Trainer

@Suite("thresholds")
struct OperatingPointTests {
  private static func ranking(_ entries: [(Double, Bool)], truths: Int) -> ClassRanking {
    ClassRanking(entries.map { .init(confidence: $0, isRight: $1) }, truthCount: truths)
  }

  @Test("the best threshold is the shortest number between two confidences")
  func best() throws {
    let ranking = Self.ranking(
      [(0.91, true), (0.8, true), (0.4, false), (0.3, false)], truths: 2)
    let point = try #require(ranking.bestPoint)
    #expect(point.threshold == 0.6)
    #expect((point.precision, point.recall, point.f1) == (1, 1, 1))
  }

  @Test("it keeps exactly what it was chosen for", arguments: 1...40)
  func keeps(_ seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let entries = (0..<30).map { _ in ((random.unit() * 50).rounded() / 50, random.unit() < 0.6) }
    let ranking = Self.ranking(entries, truths: 25)
    let point = try #require(ranking.bestPoint)
    #expect(ranking.point(above: point.threshold) == point)
    let others = entries.map { ranking.point(above: $0.0).f1 } + [ranking.point(above: 0).f1]
    #expect(point.f1 == others.max())
  }

  @Test("where nothing is right there is none")
  func none() {
    #expect(Self.ranking([(0.5, false)], truths: 2).bestPoint == nil)
    #expect(Self.ranking([], truths: 2).bestPoint == nil)
  }
}
