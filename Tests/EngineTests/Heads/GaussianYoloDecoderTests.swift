import CfgParser
import Testing

@testable import Engine

@Suite("[Gaussian_yolo] head")
struct GaussianYoloDecoderTests {
  private let head = GaussianYoloHead(
    width: 2, height: 3, classes: 2, anchors: [10, 20, 30, 40], networkWidth: 100,
    networkHeight: 200)

  /// Raw values with `entries` at the given place and −9 for every other.
  private func raw(_ entries: [Float], column: Int, row: Int, anchor: Int) -> [Float] {
    var values = [Float](repeating: -9, count: head.valueCount)
    let start = (row * head.width + column) * head.channelCount + anchor * head.entryCount
    values.replaceSubrange(start..<start + entries.count, with: entries)
    return values
  }

  private func candidates(
    _ head: GaussianYoloHead, _ values: [Float], _ kind: HeadValues = .raw
  ) -> Candidates {
    var candidates = Candidates()
    GaussianYoloDecoder(head, ClassThresholds(0.25)).decode(values.span, kind, into: &candidates)
    return candidates
  }

  @Test("boxes are those of [yolo], confidence falls with the mean uncertainty")
  func box() throws {
    let sure: Float = -30
    let values = raw(
      [0, sure, 0, sure, 0, 0, 0, 0, 2, 3, -3], column: 1, row: 2, anchor: 1)
    let found = candidates(head, values)
    try #require(found.count == 1)
    #expect(found.boxes[0] == BoundingBox(x: 0.75, y: 2.5 / 3, width: 0.3, height: 0.2))
    // Two of the four uncertainties are σ(0) = 0.5, so a quarter is lost.
    #expect(found.scores.map(\.classIndex) == [0])
    #expect(abs(found.scores[0].confidence - 0.8390244 * 0.75) <= HeadTolerance.printed)
  }

  @Test(
    "yolo_point says what x and y are the place of",
    arguments: [
      (GaussianYoloLayer.Point.center, 0.25, 0.5), (.leftTop, 0.3, 0.55), (.rightBottom, 0.2, 0.45),
    ] as [(GaussianYoloLayer.Point, Float, Float)])
  func point(_ point: GaussianYoloLayer.Point, _ x: Float, _ y: Float) {
    var head = head
    head.point = point
    let values = raw([0, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9], column: 0, row: 1, anchor: 0)
    let box = candidates(head, values).boxes[0]
    #expect(abs(box.x - x) <= HeadTolerance.rounding)
    #expect(abs(box.y - y) <= HeadTolerance.rounding)
  }

  @Test("activation leaves w and h raw, and scale_x_y stretches the means alone")
  func activation() {
    var head = head
    head.scaleXY = 2
    var values = [Float](repeating: 0, count: head.valueCount)
    (values[0], values[4], values[6]) = (30, 7, -7)
    var span = values.mutableSpan
    head.activate(&span)
    #expect(values[0..<11] == [1.5, 0.5, 0.5, 0.5, 7, 0.5, -7, 0.5, 0.5, 0.5, 0.5])
  }

  @Test("reading raw values gives the same bits as activating them first")
  func sameFromActivated() {
    var random = FixtureGenerator(seed: 11)
    var values = (0..<head.valueCount).map { _ in Float.random(in: -2...4, using: &random) }
    let fromRaw = candidates(head, values)
    var span = values.mutableSpan
    head.activate(&span)
    let fromActivated = candidates(head, values, .activated)
    #expect(fromRaw.count > 5)
    #expect(fromRaw.boxes == fromActivated.boxes)
    #expect(fromRaw.scores == fromActivated.scores)
  }

  @Test("what is not a number is never reported")
  func notANumber() {
    let everywhere = [Float](repeating: .nan, count: head.valueCount)
    #expect(candidates(head, everywhere).count == 0)
  }
}
