import Testing

@testable import Trainer

@Suite("evaluation as 'detector map' does it")
struct DarknetEvaluationTests {
  private static let box = PixelBox(left: 0, top: 0, width: 10, height: 10)
  private static let shifted = PixelBox(left: 2, top: 0, width: 10, height: 10)

  private static func found(_ confidence: Double, _ box: PixelBox = box) -> FoundObject {
    FoundObject(classIndex: 0, box: box, confidence: confidence)
  }

  @Test("counts take what is above the threshold, average precision takes all")
  func counts() {
    let image = EvaluatedImage(
      truths: [
        TrueObject(classIndex: 0, box: Self.box), TrueObject(classIndex: 1, box: Self.box),
      ],
      found: [Self.found(0.9, Self.shifted), Self.found(0.8), Self.found(0.2)])
    let evaluation = DarknetEvaluation([image], classCount: 2)
    let counts = evaluation.counts
    #expect((counts.rightCount, counts.wrongCount, counts.missedCount) == (1, 1, 1))
    // 8 of 12 overlap, over two detections.
    #expect(abs(counts.averageOverlap - (8.0 / 12) / 2) < 1e-12)
    #expect((counts.precision, counts.recall, counts.f1) == (0.5, 0.5, 0.5))
    #expect(evaluation.rankings[0].entries.count == 3)
    // The second class has an object and no detection.
    #expect(evaluation.mean(.allPoints) == 0.5)
    #expect(evaluation.detectionCount == 3)
  }

  @Test("a difficult object saves only what belongs to no other")
  func difficult() {
    let truths = [
      TrueObject(classIndex: 0, box: Self.shifted, isDifficult: true),
      TrueObject(classIndex: 0, box: Self.box),
    ]
    let evaluation = DarknetEvaluation(
      [EvaluatedImage(truths: truths, found: [Self.found(0.9, Self.shifted), Self.found(0.8)])],
      classCount: 1)
    #expect(evaluation.rankings[0].entries.map(\.isRight) == [true, false])
    let alone = DarknetEvaluation(
      [EvaluatedImage(truths: [truths[0]], found: [Self.found(0.9, Self.shifted)])], classCount: 1)
    #expect(alone.rankings[0].entries == [])
    #expect(alone.counts.wrongCount == 1)
  }

  @Test("a class without objects counts as 0 in the mean")
  func emptyClass() {
    let image = EvaluatedImage(
      truths: [TrueObject(classIndex: 0, box: Self.box)], found: [Self.found(0.9)])
    #expect(DarknetEvaluation([image], classCount: 4).mean(.voc11) == 0.25)
  }

  @Test("recall of proposals asks for no class, and a box may serve twice")
  func proposals() {
    var recall = ProposalRecall()
    recall.add(
      EvaluatedImage(
        truths: [
          TrueObject(classIndex: 5, box: Self.box), TrueObject(classIndex: 6, box: Self.shifted),
          TrueObject(classIndex: 0, box: PixelBox(left: 90, top: 90, width: 5, height: 5)),
        ],
        found: [Self.found(0.1), Self.found(0.2)]))
    #expect((recall.foundCount, recall.truthCount, recall.proposalCount) == (2, 3, 1))
    #expect(abs(recall.averageOverlap - (1 + 8.0 / 12) / 3) < 1e-12)
  }
}
