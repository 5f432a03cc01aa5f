import Testing

@testable import Engine

@Suite("[yolo] head")
struct YoloDecoderTests {
  /// A 3 × 2 grid, two anchors, two classes, everything far below any threshold.
  private let head = YoloHead(
    width: 3, height: 2, classes: 2, anchors: [10, 20, 30, 40], networkWidth: 96, networkHeight: 64)

  /// Raw values with `entries` at the given place and −9 for every other score.
  private func raw(
    _ head: YoloHead, _ entries: [Float], column: Int, row: Int, anchor: Int
  ) -> [Float] {
    var values = [Float](repeating: -9, count: head.valueCount)
    let start = (row * head.width + column) * head.channelCount + anchor * head.entryCount
    values.replaceSubrange(start..<start + entries.count, with: entries)
    return values
  }

  private func candidates(
    _ head: YoloHead, _ values: [Float], _ kind: HeadValues = .raw, above threshold: Float = 0.25
  ) -> Candidates {
    var candidates = Candidates()
    YoloDecoder(head, ClassThresholds(threshold)).decode(values.span, kind, into: &candidates)
    return candidates
  }

  @Test("a raw cell becomes a box by sigmoid and exponential")
  func box() throws {
    let values = raw(head, [0, 0, 0, 0, 2, 3, -3], column: 2, row: 1, anchor: 1)
    let found = candidates(head, values)
    try #require(found.count == 1)
    #expect(found.boxes[0].x == 2.5 / 3)
    #expect(found.boxes[0].y == 1.5 / 2)
    #expect(found.boxes[0].width == 30.0 / 96)
    #expect(found.boxes[0].height == 40.0 / 64)
    // σ(2) = 0.880797, σ(3) = 0.952574.
    #expect(found.scores.map(\.classIndex) == [0])
    #expect(abs(found.scores[0].confidence - 0.8390244) <= HeadTolerance.printed)
  }

  @Test("width and height grow exponentially with their own anchor and network side")
  func size() {
    let values = raw(head, [0, 0, 1, -1, 9, 9, 9], column: 0, row: 0, anchor: 0)
    let box = candidates(head, values).boxes[0]
    #expect(abs(box.width - 2.7182818 * 10 / 96) <= HeadTolerance.rounding)
    #expect(abs(box.height - 0.36787944 * 20 / 64) <= HeadTolerance.rounding)
  }

  @Test("scale_x_y stretches the reach of a cell about its middle")
  func scale() {
    var head = head
    head.scaleXY = 2
    let values = raw(head, [9, -9, 0, 0, 9, 9, 9], column: 1, row: 0, anchor: 0)
    let box = candidates(head, values).boxes[0]
    // σ(9) = 0.9998766 becomes 2 σ − 0.5.
    #expect(abs(box.x - (1 + 1.4997532) / 3) <= HeadTolerance.rounding)
    #expect(abs(box.y - (0 - 0.4997532) / 2) <= HeadTolerance.rounding)
  }

  @Test("new_coords takes scores as they are, squares sizes and still applies scale_x_y")
  func newCoords() {
    var head = head
    (head.newCoords, head.scaleXY) = (true, 2)
    var values = [Float](repeating: 0, count: head.valueCount)
    values.replaceSubrange(0..<7, with: [0.5, 0.25, 0.5, 0.25, 0.5, 0.75, 0.25])
    let found = candidates(head, values)
    #expect(found.count == 1)
    #expect(
      found.boxes[0] == BoundingBox(x: 0.5 / 3, y: 0, width: 10.0 / 96, height: 0.25 * 20 / 64))
    #expect(found.scores == [Candidates.Score(classIndex: 0, confidence: 0.375)])
  }

  @Test("activation leaves w and h raw and squashes the rest")
  func activation() {
    var values = raw(head, [0, 0, 7, -7, 0, 0, 0], column: 0, row: 0, anchor: 0)
    var span = values.mutableSpan
    head.activate(&span)
    #expect(values[0..<7] == [0.5, 0.5, 7, -7, 0.5, 0.5, 0.5])
    // σ(−9) everywhere else, but for sizes.
    #expect(abs(values[7] - 0.00012339458) <= 1e-9)
    #expect(values[9] == -9)
  }

  @Test("activation of new_coords touches x and y alone")
  func newCoordsActivation() {
    var head = head
    (head.newCoords, head.scaleXY) = (true, 2)
    var values = [Float](repeating: 0.25, count: head.valueCount)
    var span = values.mutableSpan
    head.activate(&span)
    #expect(values[0..<7] == [0, 0, 0.25, 0.25, 0.25, 0.25, 0.25])
  }

  @Test(
    "reading raw values gives the same bits as activating them first", arguments: [false, true])
  func sameFromActivated(_ newCoords: Bool) {
    var head = YoloHead(
      width: 5, height: 4, classes: 7, anchors: [1, 2, 3, 4, 5, 6], networkWidth: 160,
      networkHeight: 128, scaleXY: 1.05, newCoords: newCoords)
    head.scaleXY = 1.05
    var random = FixtureGenerator(seed: 3)
    var values = (0..<head.valueCount).map { _ in Float.random(in: -2...2, using: &random) }
    let fromRaw = candidates(head, values)
    var span = values.mutableSpan
    head.activate(&span)
    let fromActivated = candidates(head, values, .activated)
    #expect(fromRaw.count > 10)
    #expect(fromRaw.boxes == fromActivated.boxes)
    #expect(fromRaw.scores == fromActivated.scores)
  }

  @Test("candidates come cell by cell, row by row, anchors within a cell")
  func order() {
    let values = [Float](repeating: 9, count: head.valueCount)
    let found = candidates(head, values, above: 0.5)
    let centers = found.boxes.map { [Int($0.y * 2), Int($0.x * 3)] }
    // σ(9) is just below 1, so truncation gives the cell.
    #expect(centers == (0..<12).map { [$0 / 6, $0 / 2 % 3] })
    #expect(found.boxes[0].width < found.boxes[1].width)
  }

  @Test("a threshold has to be exceeded, by objectness and by confidence")
  func strict() {
    var head = head
    head.newCoords = true
    var values = [Float](repeating: 0, count: head.valueCount)
    values.replaceSubrange(0..<7, with: [0, 0, 1, 1, 0.5, 1, 0.5])
    #expect(candidates(head, values, above: 0.5).count == 0)
    #expect(candidates(head, values, above: 0.25).scores.map(\.classIndex) == [0])
    #expect(candidates(head, values, above: 0.24).scores.map(\.classIndex) == [0, 1])
  }

  @Test("what is not a number is never reported")
  func notANumber() {
    let everywhere = [Float](repeating: .nan, count: head.valueCount)
    #expect(candidates(head, everywhere).count == 0)
    let values = raw(head, [0, 0, 0, 0, 9, .nan, .nan], column: 0, row: 0, anchor: 0)
    #expect(candidates(head, values).scores.isEmpty)
  }
}
