import Testing

@testable import Engine

@Suite("[detection] head")
struct YoloV1DecoderTests {
  private let head = YoloV1Head(side: 2, classes: 2, boxes: 2)

  /// Values of a 2 × 2 grid with an object in the second box of cell (1, 0).
  private var values: [Float] {
    var values = [Float](repeating: 0, count: head.valueCount)
    values.replaceSubrange(2..<4, with: [0.25, 0.75])
    values[8 + 3] = 0.8
    values.replaceSubrange(16 + 12..<16 + 16, with: [0.5, 0.25, 0.5, 0.25])
    return values
  }

  private func candidates(
    _ head: YoloV1Head, _ values: [Float], above threshold: Float = 0.2
  ) -> Candidates {
    var candidates = Candidates()
    YoloV1Decoder(head, ClassThresholds(threshold)).decode(values.span, into: &candidates)
    return candidates
  }

  @Test("classes, confidences and boxes are read from their blocks")
  func blocks() throws {
    #expect(head.valueCount == 48)
    let found = candidates(head, values)
    try #require(found.count == 1)
    #expect(found.boxes == [BoundingBox(x: 0.75, y: 0.125, width: 0.5, height: 0.25)])
    #expect(found.scores.map(\.classIndex) == [1])
    #expect(abs(found.scores[0].confidence - 0.6) <= HeadTolerance.rounding)
  }

  @Test("with sqrt, sizes are squared")
  func squareRoots() {
    var head = head
    head.squareRoots = true
    let box = candidates(head, values).boxes[0]
    #expect((box.width, box.height) == (0.25, 0.0625))
  }

  @Test("with softmax, the classes of each cell share one; without, nothing changes")
  func softmax() {
    var head = head
    var activated = values
    var span = activated.mutableSpan
    head.activate(&span)
    #expect(activated == values)
    head.softmax = true
    var next = activated.mutableSpan
    head.activate(&next)
    #expect(activated[0..<2] == [0.5, 0.5])
    // The softmax of 0.25 and 0.75.
    #expect(abs(activated[3] - 0.62245935) <= HeadTolerance.printed)
    #expect(activated[8...] == values[8...])
  }

  @Test("reading raw values gives the same as activating them first", arguments: [false, true])
  func sameFromActivated(_ softmax: Bool) {
    var head = head
    head.softmax = softmax
    var activated = values
    var span = activated.mutableSpan
    head.activate(&span)
    var (fromRaw, fromActivated) = (Candidates(), Candidates())
    head.decode(values.span, .raw, .init(thresholds: ClassThresholds(0.2)), into: &fromRaw)
    head.decode(
      activated.span, .activated, .init(thresholds: ClassThresholds(0.2)), into: &fromActivated)
    #expect(fromRaw.count == 1)
    #expect(fromRaw.boxes == fromActivated.boxes)
    #expect(fromRaw.scores == fromActivated.scores)
  }

  @Test("confidence × class counts, however small or large the two are by themselves")
  func unbounded() {
    var values = [Float](repeating: 0, count: head.valueCount)
    (values[0], values[8]) = (4, 0.1)
    (values[6], values[15]) = (-2, -0.5)
    let found = candidates(head, values, above: 0.25)
    #expect(found.scores.map(\.confidence) == [0.4, 1])
  }

  @Test("boxes come cell by cell, and the last fill the gaps of empty ones")
  func order() {
    var values = [Float](repeating: 1, count: head.valueCount)
    (values[8], values[10]) = (0, 0)
    for slot in 0..<8 { values[16 + 4 * slot + 2] = Float(slot) }
    #expect(candidates(head, values).boxes.map(\.width) == [7, 1, 6, 3, 4, 5])
  }

  @Test("what is not a number is never reported")
  func notANumber() {
    let everywhere = [Float](repeating: .nan, count: head.valueCount)
    #expect(candidates(head, everywhere).scores.isEmpty)
  }
}
