import Testing

@testable import Trainer

@Suite("average precision")
struct AveragePrecisionTests {
  /// Right and wrong detections in turn, and one object in five that is not found.
  private static let ranking = ClassRanking(
    [true, true, false, true, false, false, true].enumerated().map { index, isRight in
      ClassRanking.Entry(confidence: 1 - Double(index) / 10, isRight: isRight)
    }, truthCount: 5)

  private static let half = 2.0 * 3 / 4 + 2.0 * 4 / 7
  private static let fine = 20.0 * 3 / 4 + 20.0 * 4 / 7

  private static let expectations: [(AveragePrecision, Double)] = [
    // Recall .2 .4 .6 .8 with best precision 1, 1, 3/4, 4/7.
    (.allPoints, half / 10 + 0.4),
    // Recalls 0…0.4 at 1, 0.5 and 0.6 at 3/4, 0.7 and 0.8 at 4/7, two at 0.
    (.voc11, (5 + half) / 11),
    // 41 recalls up to 0.4, 20 up to 0.6, 20 up to 0.8.
    (.coco101, (41 + fine) / 101),
  ]

  @Test("each rule gives what its definition gives by hand", arguments: expectations)
  func value(_ rule: AveragePrecision, _ expected: Double) {
    // A handful of additions in double precision.
    #expect(abs(rule.value(of: Self.ranking) - expected) < 1e-12)
  }

  @Test("what finds everything has 1, what finds nothing 0, by every rule")
  func extremes() {
    let rules: [AveragePrecision] = [.voc11, .allPoints, .coco101]
    let all = ClassRanking([.init(confidence: 0.5, isRight: true)], truthCount: 1)
    let none = ClassRanking([.init(confidence: 0.5, isRight: false)], truthCount: 1)
    for rule in rules {
      #expect(rule.value(of: all) == 1)
      #expect(rule.value(of: none) == 0)
      #expect(rule.value(of: ClassRanking([], truthCount: 3)) == 0)
      #expect(rule.value(of: ClassRanking([], truthCount: 0)) == 0)
    }
  }

  @Test("a recall of three in ten is at 0.3")
  func rounding() {
    let entries = (0..<10).map {
      ClassRanking.Entry(confidence: 1 - Double($0) / 20, isRight: $0 < 3)
    }
    let value = AveragePrecision.voc11.value(of: ClassRanking(entries, truthCount: 10))
    #expect(value == 4.0 / 11)
  }
}
