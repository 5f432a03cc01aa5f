import CfgParser
import Testing

@testable import Engine

@Suite("[region] head")
struct RegionDecoderTests {
  private let head = RegionHead(
    width: 3, height: 2, classes: 2, anchors: [1, 2, 0.5, 0.25], scores: .softmax)

  private func candidates(
    _ head: RegionHead, _ values: [Float], _ kind: HeadValues = .raw, above threshold: Float = 0.25
  ) -> Candidates {
    var candidates = Candidates()
    RegionDecoder(head, .init(thresholds: ClassThresholds(threshold))).decode(
      values.span, kind, into: &candidates)
    return candidates
  }

  /// Raw values with `entries` at the given place and −9 for every other.
  private func raw(
    _ head: RegionHead, _ entries: [Float], column: Int, row: Int, anchor: Int
  ) -> [Float] {
    var values = [Float](repeating: -9, count: head.valueCount)
    let start = (row * head.width + column) * head.channelCount + anchor * head.entryCount
    values.replaceSubrange(start..<start + entries.count, with: entries)
    return values
  }

  private func activated(_ head: RegionHead, _ values: [Float]) -> [Float] {
    var values = values
    var span = values.mutableSpan
    head.activate(&span)
    return values
  }

  @Test("a raw cell becomes a box by sigmoid and exponential, its classes by softmax")
  func box() throws {
    let values = raw(head, [0, 0, 0, 0, 2, 1, 0], column: 2, row: 1, anchor: 1)
    let found = candidates(head, values)
    try #require(found.count == 1)
    #expect(found.boxes[0].x == 2.5 / 3)
    #expect(found.boxes[0].y == 1.5 / 2)
    #expect(found.boxes[0].width == 0.5 / 3)
    #expect(found.boxes[0].height == 0.25 / 2)
    // σ(2) = 0.880797; the softmax of 1 and 0 is 0.7310586 and 0.2689414.
    #expect(found.scores.map(\.classIndex) == [0])
    #expect(abs(found.scores[0].confidence - 0.6439142) <= HeadTolerance.printed)
  }

  @Test("the softmax of 1, 2, 3, 4 is darknet's")
  func softmax() {
    let head = RegionHead(width: 1, height: 1, classes: 4, anchors: [1, 1], scores: .softmax)
    let values = activated(head, [0, 0, 5, -5, 0, 1, 2, 3, 4])
    #expect(values[0..<5] == [0.5, 0.5, 5, -5, 0.5])
    let golden: [Float] = [0.0320586, 0.08714432, 0.2368828, 0.6439143]
    for (value, expected) in zip(values[5...], golden) {
      #expect(abs(value - expected) <= HeadTolerance.printed)
    }
  }

  @Test("a softmax of large values does not overflow")
  func largeSoftmax() {
    let head = RegionHead(width: 1, height: 1, classes: 2, anchors: [1, 1], scores: .softmax)
    #expect(activated(head, [0, 0, 0, 0, 0, 1e30, -1e30])[5...] == [1, 0])
  }

  @Test("without softmax every class goes through a sigmoid of its own")
  func independentClasses() {
    var head = head
    head.scores = .logistic
    let values = activated(head, [Float](repeating: 0, count: head.valueCount))
    #expect(values[5..<7] == [0.5, 0.5])
  }

  @Test("background makes objectness one of the classes, and every box an object")
  func background() {
    var head = RegionHead(width: 1, height: 1, classes: 3, anchors: [1, 1], scores: .softmax)
    head.background = true
    let values = activated(head, [0, 0, 0, 0, 1, 2, 3, 4])
    #expect(abs(values[4] - 0.0320586) <= HeadTolerance.printed)
    let found = candidates(head, [0, 0, 0, 0, 1, 2, 3, 4])
    #expect(found.count == 1)
    #expect(found.scores.map(\.classIndex) == [2])
    #expect(abs(found.scores[0].confidence - 0.6439143) <= HeadTolerance.printed)
  }

  @Test("background without softmax leaves the objectness raw and squashes every class")
  func backgroundAlone() {
    var head = RegionHead(width: 1, height: 1, classes: 2, anchors: [1, 1])
    head.background = true
    #expect(activated(head, [0, 0, 0, 0, 7, 0, 0]) == [0.5, 0.5, 0, 0, 7, 0.5, 0.5])
  }

  @Test("raw classes stay, and may make up for a small objectness")
  func rawClasses() {
    var head = RegionHead(width: 1, height: 1, classes: 2, anchors: [1, 1], scores: .raw)
    head.compatibility = .alexeyab
    #expect(activated(head, [0, 0, 0, 0, 0, 3, -3])[5...] == [3, -3])
    // σ(0) = 0.5 is below the threshold, 0.5 · 3 is not.
    let found = candidates(head, [0, 0, 0, 0, 0, 3, -3], above: 0.6)
    #expect(found.scores == [.init(classIndex: 0, confidence: 1.5)])
  }

  @Test("an objectness below the least there has to be counts as 0")
  func leastObjectness() {
    var head = head
    head.leastObjectness = 0.5
    for (objectness, count) in [(-0.1, 0), (0, 1), (0.1, 1)] as [(Float, Int)] {
      let values = raw(head, [0, 0, 0, 0, objectness, 9, -9], column: 1, row: 0, anchor: 0)
      #expect(candidates(head, values).count == count)
    }
  }

  @Test("further coordinates move the objectness and go through a sigmoid")
  func furtherCoordinates() {
    var head = RegionHead(width: 1, height: 1, classes: 1, anchors: [1, 1], scores: .softmax)
    head.coords = 6
    #expect(head.channelCount == 8)
    let values = activated(head, [0, 0, 3, 3, 0, 0, 0, 5])
    #expect(values == [0.5, 0.5, 3, 3, 0.5, 0.5, 0.5, 1])
  }

  @Test("reading raw values gives the same bits as activating them first")
  func sameFromActivated() {
    let head = RegionHead(
      width: 5, height: 4, classes: 7, anchors: [1, 2, 3, 4, 5, 6], scores: .softmax)
    var random = FixtureGenerator(seed: 5)
    let values = (0..<head.valueCount).map { _ in Float.random(in: -3...3, using: &random) }
    let fromRaw = candidates(head, values)
    let fromActivated = candidates(head, activated(head, values), .activated)
    #expect(fromRaw.count > 10)
    #expect(fromRaw.boxes == fromActivated.boxes)
    #expect(fromRaw.scores == fromActivated.scores)
  }

  @Test("candidates come anchor by anchor, then cell by cell")
  func order() {
    let values = [Float](repeating: 9, count: head.valueCount)
    let found = candidates(head, values)
    #expect(found.count == 12)
    #expect(Set(found.boxes[..<6].map(\.width)).count == 1)
    let centers = found.boxes.map { [Int($0.y * 2), Int($0.x * 3)] }
    #expect(centers == (0..<12).map { [$0 % 6 / 3, $0 % 3] })
  }

  @Test("the last candidates fill the gaps of empty slots, as darknet's suppression moves them")
  func gaps() {
    let head = RegionHead(width: 6, height: 1, classes: 1, anchors: [1, 1], scores: .softmax)
    var values = [Float](repeating: 0, count: head.valueCount)
    for (column, objectness) in [-9, 9, -9, 9, 9, -9].enumerated() {
      values[column * 6 + 4] = Float(objectness)
    }
    let columns = candidates(head, values).boxes.map { Int($0.x * 6) }
    // Slot 5 is empty, so slot 4 fills slot 0; 1 stays; 3 fills 2.
    #expect(columns == [4, 1, 3])
  }

  @Test("AlexeyAB's fork goes cell by cell, and empty slots leave no gaps to fill")
  func alexeyABOrder() {
    var head = RegionHead(width: 3, height: 1, classes: 1, anchors: [1, 1, 2, 2], scores: .softmax)
    head.compatibility = .alexeyab
    var values = [Float](repeating: 0, count: head.valueCount)
    for (slot, objectness) in [-9, 9, 9, 9, 9, -9].enumerated() {
      values[slot * 6 + 4] = Float(objectness)
    }
    let boxes = candidates(head, values).boxes
    #expect(boxes.map { Int($0.x * 3) } == [0, 1, 1, 2])
    #expect(boxes.map { Int(($0.width * 3).rounded()) } == [2, 1, 2, 1])
  }

  @Test("a threshold has to be exceeded, and what is not a number is never reported")
  func strict() {
    var values = activated(head, [Float](repeating: -9, count: head.valueCount))
    values[4] = 0.5
    values[5] = 1
    #expect(candidates(head, values, .activated, above: 0.5).count == 0)
    #expect(candidates(head, values, .activated, above: 0.49).scores.map(\.classIndex) == [0])
    values[4] = .nan
    #expect(candidates(head, values, .activated, above: 0.49).count == 0)
  }
}
