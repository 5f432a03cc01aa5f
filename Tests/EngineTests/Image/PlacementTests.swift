import Testing

@testable import Engine

@Suite("Placement")
struct PlacementTests {
  /// What single precision makes of a few operations on numbers near 1.
  private static let rounding: Float = 1e-6

  private func placed(
    _ width: Int, _ height: Int, in newWidth: Int, _ newHeight: Int, _ mode: ResizeMode
  ) -> Placement {
    Placement(
      imageWidth: width, imageHeight: height, width: newWidth, height: newHeight, mode: mode)
  }

  private func isClose(_ one: BoundingBox, _ other: BoundingBox) -> Bool {
    let pairs = [
      (one.x, other.x), (one.y, other.y), (one.width, other.width), (one.height, other.height),
    ]
    return pairs.allSatisfy { abs($0 - $1) <= Self.rounding }
  }

  @Test(
    "a letterbox keeps proportions and centres",
    arguments: [
      [768, 576, 416, 416, 416, 312, 0, 52], [773, 512, 416, 416, 416, 275, 0, 70],
      [640, 424, 608, 608, 608, 402, 0, 103], [333, 500, 416, 416, 277, 416, 69, 0],
      [1920, 1080, 512, 320, 512, 288, 0, 16], [65535, 1, 416, 416, 416, 1, 0, 207],
      [1, 65535, 416, 416, 1, 416, 207, 0],
    ])
  func letterbox(_ numbers: [Int]) {
    let placement = placed(numbers[0], numbers[1], in: numbers[2], numbers[3], .letterbox)
    #expect([placement.columns.scaled, placement.rows.scaled] == Array(numbers[4..<6]))
    #expect([placement.columns.origin, placement.rows.origin] == Array(numbers[6..<8]))
  }

  @Test("stretching leaves boxes as they are, to the bit")
  func stretch() {
    let box = BoundingBox(x: 0.123, y: 0.456, width: 0.789, height: 1.23)
    #expect(placed(768, 576, in: 416, 416, .stretch).imageBox(box) == box)
  }

  @Test("undoes the letterbox: what covers the picture covers all of it")
  func undone() {
    let placement = placed(768, 576, in: 416, 416, .letterbox)
    let whole = BoundingBox(x: 0.5, y: 0.5, width: 1, height: 312.0 / 416)
    #expect(isClose(placement.imageBox(whole), BoundingBox(x: 0.5, y: 0.5, width: 1, height: 1)))
    let corner = BoundingBox(x: 0, y: 52.0 / 416, width: 0.1, height: 0.1)
    let expected = BoundingBox(x: 0, y: 0, width: 0.1, height: 0.1 * 416 / 312)
    #expect(isClose(placement.imageBox(corner), expected))
  }

  @Test("counts the half pixel by which an odd border is off the middle")
  func oddBorder() {
    // 416 − 275 = 141: the picture is pasted at row 70, boxes count from 70.5.
    let placement = placed(773, 512, in: 416, 416, .letterbox)
    let top = BoundingBox(x: 0.5, y: 70.5 / 416, width: 1, height: 1)
    #expect(abs(placement.imageBox(top).y) <= Self.rounding)
  }

  @Test("a crop brings boxes back from the middle of the image")
  func crop() {
    // 200×100 becomes 100×50, of which the middle 50×50 is shown: columns 25 to 75.
    let placement = placed(200, 100, in: 50, 50, .crop)
    #expect(placement.columns.origin == -25)
    let box = placement.imageBox(BoundingBox(x: 0, y: 0.5, width: 0.5, height: 1))
    #expect(isClose(box, BoundingBox(x: 0.25, y: 0.5, width: 0.25, height: 1)))
  }
}
