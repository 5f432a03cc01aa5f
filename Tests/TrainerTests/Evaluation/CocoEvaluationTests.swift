import Testing

@testable import Trainer

@Suite("evaluation as COCO does it")
struct CocoEvaluationTests {
  /// Sums of a thousand quotients in double precision, in another order.
  private static let tolerance = 1e-6

  /// The twelve numbers, in pycocotools' order, and the average precision of each class.
  private static func numbers(_ scenes: RandomScenes) -> [Double] {
    let evaluation = CocoEvaluation(scenes.images, classCount: scenes.classCount)
    let sizes: [CocoEvaluation.Size] = [.small, .medium, .large]
    let found: [Double?] =
      [
        evaluation.averagePrecision(),
        evaluation.averagePrecision(overlap: CocoEvaluation.half),
        evaluation.averagePrecision(overlap: CocoEvaluation.threeQuarters),
      ] + sizes.map { evaluation.averagePrecision(size: $0) }
      + [1, 10, 100].map { evaluation.averageRecall(limit: $0) }
      + sizes.map { evaluation.averageRecall(size: $0) }
      + (0..<scenes.classCount).map { evaluation.averagePrecision(ofClass: $0) }
    return found.map { $0 ?? -1 }
  }

  private static func expectEqual(_ found: [Double], _ expected: [Double]) {
    #expect(found.count == expected.count)
    for (index, (one, other)) in zip(found, expected).enumerated() {
      #expect(abs(one - other) <= tolerance, "number \(index): \(one), not \(other)")
    }
  }

  @Test(
    "all numbers are those of pycocotools",
    .enabled(if: PythonCoco.isInstalled, "skipped: python3 has no module pycocotools"),
    arguments: [(1, 1), (2, 12), (3, 60), (4, 200), (7, 40)])
  func pycocotools(_ seed: UInt64, _ imageCount: Int) throws {
    let scenes = RandomScenes(seed: seed, imageCount: imageCount)
    Self.expectEqual(Self.numbers(scenes), try PythonCoco.numbers(scenes))
  }

  @Test("the numbers of a fixed set are those that pycocotools 2.0.11 gave")
  func recorded() {
    Self.expectEqual(Self.numbers(RandomScenes(seed: 7, imageCount: 40)), Self.golden)
  }

  private static let golden = [
    0.160415552, 0.431362160, 0.074482944, 0.179943240, 0.166835301, 0.183260773, 0.148352811,
    0.347015247, 0.347015247, 0.307105263, 0.369025974, 0.391666667, 0.143272872, 0.169527066,
    0.168446720, -1,
  ]

  @Test("the overlaps are numpy's, to the bit")
  func overlaps() {
    #expect(CocoEvaluation.overlaps.count == 10)
    #expect(CocoEvaluation.overlaps[CocoEvaluation.half] == 0.5)
    #expect(CocoEvaluation.overlaps[CocoEvaluation.threeQuarters] == 0.75)
    #expect(CocoEvaluation.overlaps[9] == 0.95)
  }

  @Test("without objects there are no numbers")
  func empty() {
    let found = FoundObject(
      classIndex: 0, box: PixelBox(left: 0, top: 0, width: 9, height: 9), confidence: 1)
    let evaluation = CocoEvaluation([EvaluatedImage(truths: [], found: [found])], classCount: 1)
    #expect(evaluation.averagePrecision() == nil)
    #expect(evaluation.averageRecall() == nil)
  }
}
