import CfgParser
import Testing

@testable import Engine

@Suite("DetectionOrder")
struct DetectionOrderTests {
  /// Three boxes, lettered by their left edge: c has the classes 0 and 2, a has 1, b has 0 and 1
  /// alike.
  private static let kept: [NonMaximumSuppression.Kept] = {
    var candidates = Candidates()
    let boxes: [(left: Float, confidences: [Float])] = [
      (0.5, [0.6, 0, 0.9]), (0.1, [0, 0.95, 0]), (0.3, [0.7, 0.7, 0]),
    ]
    for (left, confidences) in boxes {
      candidates.append(
        BoundingBox(x: left + 0.05, y: 0.5, width: 0.1, height: 0.1), classCount: 3,
        above: ClassThresholds(0)
      ) { confidences[$0] }
    }
    return NonMaximumSuppression().kept(of: candidates)
  }()

  private func names(_ order: DetectionOrder) -> [String] {
    order.sorted(Self.kept).map { "\(["c", "a", "b"][$0.candidate])\($0.classIndex)" }
  }

  @Test("by confidence, equals stay as they are")
  func confidence() {
    #expect(names(.confidence) == ["a1", "c2", "b0", "b1", "c0"])
  }

  @Test("by classes as the original: the highest class first, all classes of its box beside it")
  func classes() {
    #expect(names(.classes) == ["c0", "c2", "a1", "b0", "b1"])
  }

  @Test("by the left edge as AlexeyAB's fork: the best class of a box first, then the others")
  func leftEdge() {
    #expect(names(.leftEdge) == ["a1", "b0", "b1", "c2", "c0"])
  }

  @Test("nothing stays nothing", arguments: DetectionOrder.allCases)
  func nothing(_ order: DetectionOrder) {
    #expect(order.sorted([]) == [])
  }

  @Test("each program prints in its own order")
  func printed() {
    #expect(Compatibility.allCases.map(\.printedOrder) == [.confidence, .classes, .leftEdge])
  }
}
