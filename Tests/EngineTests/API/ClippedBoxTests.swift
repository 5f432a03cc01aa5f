import Testing

@testable import Engine

@Suite("BoundingBox, clipped")
struct ClippedBoxTests {
  @Test("a box inside is as it was, to the bit")
  func inside() {
    let box = BoundingBox(x: 0.3, y: 0.7, width: 0.1, height: 0.3)
    #expect(box.clipped == box)
  }

  @Test("what reaches beyond is cut at the edges")
  func beyond() {
    let corner = BoundingBox(x: 0, y: 1, width: 0.5, height: 0.25)
    #expect(corner.clipped == BoundingBox(x: 0.125, y: 0.9375, width: 0.25, height: 0.125))
    let all = BoundingBox(x: 0.5, y: 0.5, width: .infinity, height: 4)
    #expect(all.clipped == BoundingBox(x: 0.5, y: 0.5, width: 1, height: 1))
  }

  @Test(
    "nothing is left of a box outside, without area or that is not a number",
    arguments: [
      BoundingBox(x: 1.5, y: 0.5, width: 0.5, height: 0.5),
      BoundingBox(x: 0.5, y: -1, width: 0.5, height: 2),
      BoundingBox(x: 0.5, y: 0.5, width: 0, height: 0.5),
      BoundingBox(x: 0.5, y: 0.5, width: -0.5, height: 0.5),
      BoundingBox(x: .nan, y: 0.5, width: 0.5, height: 0.5),
      BoundingBox(x: 0.5, y: 0.5, width: 0.5, height: .nan),
      BoundingBox(x: .infinity, y: 0.5, width: 0.5, height: 0.5),
    ])
  func nothing(_ box: BoundingBox) {
    #expect(box.clipped == nil)
  }
}
