import Testing

@testable import Trainer

@Suite("confusion")
struct ConfusionMatrixTests {
  private static func box(_ left: Double) -> PixelBox {
    PixelBox(left: left, top: 0, width: 10, height: 10)
  }

  private static func counts(_ matrix: ConfusionMatrix) -> [Int] {
    (0..<matrix.size * matrix.size).map { matrix[$0 / matrix.size, $0 % matrix.size] }
  }

  @Test("objects join the detection that overlaps them most, whatever its class")
  func detections() {
    let image = EvaluatedImage(
      truths: [
        TrueObject(classIndex: 0, box: Self.box(0)), TrueObject(classIndex: 1, box: Self.box(50)),
        TrueObject(classIndex: 1, box: Self.box(100), isDifficult: true),
        TrueObject(classIndex: 0, box: Self.box(200)),
      ],
      found: [
        FoundObject(classIndex: 1, box: Self.box(0), confidence: 0.9),
        FoundObject(classIndex: 0, box: Self.box(1), confidence: 0.8),
        FoundObject(classIndex: 1, box: Self.box(51), confidence: 0.7),
        FoundObject(classIndex: 0, box: Self.box(100), confidence: 0.7),
        FoundObject(classIndex: 0, box: Self.box(200), confidence: 0.1),
      ])
    let matrix = ConfusionMatrix([image], classCount: 2)
    // Rows: class 0, class 1, nothing; the last detection is below the threshold.
    #expect(Self.counts(matrix) == [0, 1, 1, 0, 1, 0, 1, 0, 0])
    #expect(matrix.rowSums == [2, 1, 1])
    #expect(matrix.rightCount == 1)
  }

  @Test("what is of no class is left out everywhere", arguments: [-1, 2])
  func noClass(_ classIndex: Int) {
    let image = EvaluatedImage(
      truths: [TrueObject(classIndex: classIndex, box: Self.box(0))],
      found: [FoundObject(classIndex: classIndex, box: Self.box(0), confidence: 0.9)])
    #expect(Self.counts(ConfusionMatrix([image], classCount: 2)).allSatisfy { $0 == 0 })
    #expect(VocEvaluation([image], classCount: 2).mean(.allPoints) == nil)
    #expect(CocoEvaluation([image], classCount: 2).averagePrecision() == nil)
    #expect(DarknetEvaluation([image], classCount: 2).counts.truthCount == 0)
  }

  @Test("of equal overlaps the one of the same class joins")
  func ties() {
    let image = EvaluatedImage(
      truths: [TrueObject(classIndex: 1, box: Self.box(0))],
      found: [
        FoundObject(classIndex: 0, box: Self.box(0), confidence: 0.9),
        FoundObject(classIndex: 1, box: Self.box(0), confidence: 0.3),
      ])
    #expect(ConfusionMatrix([image], classCount: 2)[1, 1] == 1)
  }

  @Test("a classifier is right at first or among its first classes")
  func classification() {
    var evaluation = ClassificationEvaluation(classCount: 3, top: 2)
    evaluation.add(truth: 0, found: [0, 1, 2])
    evaluation.add(truth: 1, found: [0, 1, 2])
    evaluation.add(truth: 2, found: [0, 1, 2])
    evaluation.add(truth: 2, found: [2])
    #expect((evaluation.firstAccuracy, evaluation.topAccuracy) == (0.5, 0.75))
    #expect(Self.counts(evaluation.confusion) == [1, 0, 0, 1, 0, 0, 1, 0, 1])
  }

  @Test(
    "the class of an image is the first label that is part of its path",
    arguments: [
      ("data/cat/1.jpg", 1), ("data/1_dog.jpg", 0), ("caterpillar.jpg", 1), ("bird.jpg", nil),
    ] as [(String, Int?)])
  func pathClass(_ path: String, _ expected: Int?) {
    let labels = ["dog", "cat", "caterpillar", ""]
    #expect(ClassificationEvaluation.classIndex(ofPath: path, labels: labels) == expected)
  }
}
