import Testing

@testable import Engine

@Suite("BoundingBox")
struct BoundingBoxTests {
  private let box = BoundingBox(x: 0.5, y: 0.5, width: 0.4, height: 0.4)
  private let other = BoundingBox(x: 0.6, y: 0.55, width: 0.4, height: 0.3)

  @Test("edges lie half the size from the centre")
  func edges() {
    let box = BoundingBox(x: 0.5, y: 0.25, width: 0.5, height: 0.25)
    #expect((box.left, box.right, box.top, box.bottom) == (0.25, 0.75, 0.125, 0.375))
    #expect(box.area == 0.125)
    let pixels = box.pixels(inWidth: 80, height: 40)
    #expect((pixels.left, pixels.top, pixels.width, pixels.height) == (20, 5, 40, 10))
  }

  @Test("overlap measures agree with darknet's")
  func golden() {
    #expect(abs(box.iou(with: other) - 0.473684) <= HeadTolerance.printed)
    #expect(abs(box.giou(with: other) - 0.4236842) <= HeadTolerance.printed)
    #expect(abs(box.diou(with: other) - 0.3505222) <= HeadTolerance.printed)
  }

  @Test("all measures of a box with itself are 1 and do not depend on the order")
  func identity() {
    #expect(abs(box.iou(with: box) - 1) <= HeadTolerance.rounding)
    #expect(abs(box.giou(with: box) - 1) <= HeadTolerance.rounding)
    #expect(abs(box.diou(with: box) - 1) <= HeadTolerance.rounding)
    #expect(box.iou(with: other) == other.iou(with: box))
    #expect(box.giou(with: other) == other.giou(with: box))
    #expect(box.diou(with: other) == other.diou(with: box))
  }

  @Test("boxes that do not meet, or only touch, have an IoU of 0")
  func apart() {
    let far = BoundingBox(x: 2, y: 0.5, width: 0.4, height: 0.4)
    #expect(box.iou(with: far) == 0)
    #expect(box.giou(with: far) < 0)
    #expect(box.diou(with: far) < 0)
    let touching = BoundingBox(x: 1, y: 0.5, width: 0.5, height: 1)
    #expect(BoundingBox(x: 0.5, y: 0.5, width: 0.5, height: 1).iou(with: touching) == 0)
  }

  @Test("boxes without area give 0, not NaN")
  func empty() {
    let point = BoundingBox(x: 0.5, y: 0.5, width: 0, height: 0)
    #expect(point.iou(with: point) == 0)
    #expect(point.giou(with: point) == 0)
    #expect(point.diou(with: point) == 0)
  }

  @Test("the exponent of the distance is the caller's")
  func exponent() {
    let expected: Float = 0.473684 - 0.0125 / 0.41
    // d² = 0.1² + 0.05², c² = 0.5² + 0.4².
    #expect(abs(box.diou(with: other, exponent: 1) - expected) <= HeadTolerance.printed)
  }
}
