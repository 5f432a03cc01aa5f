import Testing

@testable import Trainer

@Suite("evaluation as PASCAL VOC does it")
struct VocEvaluationTests {
  private static let box = PixelBox(left: 10, top: 10, width: 20, height: 20)
  private static let far = PixelBox(left: 100, top: 10, width: 20, height: 20)

  private static func found(_ confidence: Double, _ box: PixelBox = box) -> FoundObject {
    FoundObject(classIndex: 0, box: box, confidence: confidence)
  }

  private static func rights(_ truths: [TrueObject], _ found: [FoundObject]) -> [Bool] {
    VocEvaluation([EvaluatedImage(truths: truths, found: found)], classCount: 1).rankings[0]
      .entries.map(\.isRight)
  }

  @Test("a second detection of an object is wrong")
  func twice() {
    let truth = TrueObject(classIndex: 0, box: Self.box)
    #expect(Self.rights([truth], [Self.found(0.5), Self.found(0.9)]) == [true, false])
  }

  @Test("a detection of a difficult object counts neither way, nor does the object")
  func difficult() {
    let truths = [
      TrueObject(classIndex: 0, box: Self.box, isDifficult: true),
      TrueObject(classIndex: 0, box: Self.far),
    ]
    let image = EvaluatedImage(
      truths: truths, found: [Self.found(0.9), Self.found(0.8), Self.found(0.7, Self.far)])
    let ranking = VocEvaluation([image], classCount: 1).rankings[0]
    #expect(ranking.truthCount == 1)
    #expect(ranking.entries == [.init(confidence: 0.7, isRight: true)])
  }

  @Test("an overlap of exactly the limit is enough here, and not in Darknet's way")
  func limit() {
    let half = PixelBox(left: 10, top: 10, width: 20, height: 10)
    let image = EvaluatedImage(
      truths: [TrueObject(classIndex: 0, box: Self.box)], found: [Self.found(0.5, half)])
    #expect(VocEvaluation([image], classCount: 1).rankings[0].entries[0].isRight)
    #expect(!DarknetEvaluation([image], classCount: 1).rankings[0].entries[0].isRight)
  }

  @Test("classes without objects do not enter the mean")
  func mean() {
    let image = EvaluatedImage(
      truths: [TrueObject(classIndex: 0, box: Self.box)], found: [Self.found(0.5)])
    let evaluation = VocEvaluation([image], classCount: 3)
    #expect(evaluation.mean(.allPoints) == 1)
    #expect(VocEvaluation([], classCount: 3).mean(.voc11) == nil)
  }

  @Test("what is not a number is taken for not found")
  func notANumber() {
    let odd = [
      Self.found(.nan),
      Self.found(0.5, PixelBox(left: .nan, top: 0, width: 1, height: 1)),
      Self.found(0.5, PixelBox(left: 0, top: 0, width: .infinity, height: 1)),
    ]
    #expect(Self.rights([TrueObject(classIndex: 0, box: Self.box)], odd) == [])
  }
}
