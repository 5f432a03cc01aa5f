import CfgParser
import Testing

@testable import Engine

/// Darknet's suppression as its description has it: one list, sorted anew for every class.
private func plainSuppression(
  _ candidates: Candidates, classCount: Int, overlaps: (BoundingBox, BoundingBox) -> Bool
) -> [NonMaximumSuppression.Kept] {
  var list = (0..<candidates.count).map { index in
    var confidences = [Float](repeating: 0, count: classCount)
    for score in candidates.scores[candidates.scoreRange(of: index)] {
      confidences[score.classIndex] = score.confidence
    }
    return (index: index, box: candidates.boxes[index], confidences: confidences)
  }
  for k in 0..<classCount {
    list.sort { $0.confidences[k] > $1.confidences[k] }
    for i in list.indices where list[i].confidences[k] != 0 {
      for j in list.indices where j > i && overlaps(list[i].box, list[j].box) {
        list[j].confidences[k] = 0
      }
    }
  }
  return list.flatMap { entry in
    (0..<classCount).filter { entry.confidences[$0] > 0 }.map {
      NonMaximumSuppression.Kept(
        candidate: entry.index, classIndex: $0, box: entry.box, confidence: entry.confidences[$0])
    }
  }
}

@Suite("Non-maximum suppression")
struct NonMaximumSuppressionTests {
  /// Candidates with the given confidences, one list a box.
  private func candidates(_ entries: [(BoundingBox, [Float])]) -> Candidates {
    var candidates = Candidates()
    for (box, confidences) in entries {
      candidates.append(box, classCount: confidences.count, above: ClassThresholds(0)) {
        confidences[$0]
      }
    }
    return candidates
  }

  /// A box of size 0.2 around (`x`, 0.5).
  private func box(_ x: Float) -> BoundingBox {
    BoundingBox(x: x, y: 0.5, width: 0.2, height: 0.2)
  }

  @Test("class-agnostic: the weaker of two boxes goes, whatever its class, and a box has one class")
  func classAgnostic() {
    let found = candidates([
      (box(0.50), [0.6, 0.5]), (box(0.51), [0, 0.9]), (box(0.9), [0.5, 0.55]),
      (box(0.92), [0.4, 0]),
    ])
    let kept = NonMaximumSuppression(isClassAgnostic: true).kept(of: found)
    #expect(kept.map(\.candidate) == [1, 2])
    #expect(kept.map(\.classIndex) == [1, 1])
    // Without overlap that would do, still one class a box; of equals the lower class.
    let lenient = NonMaximumSuppression(threshold: 1, isClassAgnostic: true)
    #expect(lenient.kept(of: candidates([(box(0.5), [0.5, 0.5])])).map(\.classIndex) == [0])
    #expect(lenient.kept(of: found).count == 4)
  }

  @Test("the weaker of two boxes of a class goes, other classes and places stay")
  func perClass() {
    let found = candidates([
      (box(0.50), [0.6, 0]), (box(0.51), [0.9, 0]), (box(0.52), [0, 0.7]), (box(0.9), [0.5, 0]),
    ])
    let kept = NonMaximumSuppression().kept(of: found)
    #expect(kept.map(\.candidate) == [2, 1, 3])
    #expect(kept.map(\.classIndex) == [1, 0, 0])
    #expect(kept.map(\.confidence) == [0.7, 0.9, 0.5])
    #expect(kept.map(\.box) == [box(0.52), box(0.51), box(0.9)])
  }

  @Test("a box that was itself suppressed suppresses nothing")
  func chain() {
    // Neighbours overlap by a third, more than 0.3; the outer two do not.
    let found = candidates([(box(0.4), [0.9]), (box(0.5), [0.8]), (box(0.6), [0.7])])
    let kept = NonMaximumSuppression(threshold: 0.3).kept(of: found)
    #expect(kept.map(\.candidate) == [0, 2])
  }

  @Test("an overlap equal to the threshold is not above it")
  func strict() {
    let one = BoundingBox(x: 1, y: 1, width: 2, height: 2)
    let half = BoundingBox(x: 1, y: 0.5, width: 2, height: 1)
    let found = candidates([(one, [0.9]), (half, [0.8])])
    #expect(NonMaximumSuppression(threshold: 0.5).kept(of: found).count == 2)
    #expect(NonMaximumSuppression(threshold: 0.49).kept(of: found).count == 1)
  }

  @Test("one box is reported once for every class it keeps")
  func severalClasses() {
    let kept = NonMaximumSuppression().kept(of: candidates([(box(0.5), [0.3, 0, 0.8])]))
    #expect(kept.map(\.classIndex) == [0, 2])
  }

  @Test("of equals the first stays, and the class before decides where it differs")
  func ties() {
    let plain = candidates([(box(0.5), [0, 0.5]), (box(0.51), [0, 0.5])])
    #expect(NonMaximumSuppression().kept(of: plain).map(\.candidate) == [0])
    let decided = candidates([(box(0.5), [0, 0.5]), (box(0.51), [0.1, 0.5])])
    let kept = NonMaximumSuppression().kept(of: decided)
    #expect(kept.map(\.candidate) == [1, 1])
  }

  @Test("greedynms and diounms count the distance of the centres")
  func distance() {
    // IoU 0.6, d² / c² = 0.05² / (0.25² + 0.2²) = 0.0244.
    let found = candidates([(box(0.5), [0.9]), (box(0.55), [0.8])])
    func count(_ kind: NmsKind, beta: Float = 0.6, _ threshold: Float) -> Int {
      NonMaximumSuppression(threshold: threshold, kind: kind, beta: beta).kept(of: found).count
    }
    #expect(count(.default, 0.55) == 1)
    // 0.0244^0.6 = 0.108 brings it below 0.55 but not below 0.45.
    #expect(count(.greedynms, 0.55) == 2)
    #expect(count(.greedynms, 0.45) == 1)
    #expect(count(.diounms, 0.55) == 2)
    #expect(count(.diounms, beta: 2, 0.55) == 1)
    // The exponent of greedynms is fixed.
    #expect(count(.greedynms, beta: 2, 0.55) == 2)
  }

  @Test(
    "agrees with sorting the whole list for every class, equal scores included",
    arguments: 1...30, NmsKind.allCases)
  func plain(_ seed: Int, _ kind: NmsKind) {
    var random = FixtureGenerator(seed: UInt64(seed))
    let classCount = 5
    let entries = (0..<40).map { _ in
      // Few different values, so that many are equal.
      let confidences = (0..<classCount).map { _ in
        Float(max(0, Int.random(in: -6...4, using: &random))) / 4
      }
      return (
        BoundingBox(
          x: Float.random(in: 0.4...0.6, using: &random),
          y: Float.random(in: 0.4...0.6, using: &random),
          width: Float.random(in: 0.1...0.4, using: &random),
          height: Float.random(in: 0.1...0.4, using: &random)), confidences
      )
    }
    let suppression = NonMaximumSuppression(threshold: 0.4, kind: kind, beta: 0.8)
    let exponents: [NmsKind: Double] = [.greedynms: 0.6, .diounms: Double(Float(0.8))]
    let found = candidates(entries)
    let expected = plainSuppression(found, classCount: classCount) { one, other in
      let overlap =
        exponents[kind].map { one.diou(with: other, exponent: $0) } ?? one.iou(with: other)
      return overlap > 0.4
    }
    #expect(suppression.kept(of: found) == expected)
    #expect(expected.count > 5)
  }

  @Test("nothing comes of nothing")
  func empty() {
    #expect(NonMaximumSuppression().kept(of: Candidates()).isEmpty)
  }

  @Test("boxes that are not numbers suppress nothing")
  func notANumber() {
    let bad = BoundingBox(x: .nan, y: .nan, width: .nan, height: .nan)
    let found = candidates([(bad, [0.9]), (box(0.5), [0.8]), (bad, [0.7])])
    #expect(NonMaximumSuppression().kept(of: found).map(\.candidate) == [0, 1, 2])
  }
}
