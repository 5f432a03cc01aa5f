import Testing

@testable import Engine

@Suite("Image, cropped")
struct ImageCropTests {
  /// 4 × 2 pixels, numbered.
  private let image = Image(width: 4, height: 2, channels: 1, validated: Array(0..<8))

  @Test("every pixel that the box touches is there")
  func touched() {
    let box = BoundingBox(x: 0.5, y: 0.75, width: 0.45, height: 0.25)
    #expect(
      image.cropped(to: box) == Image(width: 2, height: 1, channels: 1, validated: [5, 6]))
    let wider = BoundingBox(x: 0.5, y: 0.5, width: 0.55, height: 0.25)
    #expect(image.cropped(to: wider) == image)
  }

  @Test("a box is cut at the picture's edges")
  func beyond() {
    let box = BoundingBox(x: 1, y: 0, width: 1, height: 1)
    #expect(
      image.cropped(to: box) == Image(width: 2, height: 1, channels: 1, validated: [2, 3]))
  }

  @Test("the smallest box is a pixel, in colour as the picture")
  func smallest() {
    let pixels: [UInt8] = [1, 2, 3, 4, 5, 6]
    let image = Image(width: 2, height: 1, channels: 3, validated: pixels)
    let box = BoundingBox(x: 0.75, y: 0.5, width: 1e-6, height: 1e-6)
    #expect(
      image.cropped(to: box) == Image(width: 1, height: 1, channels: 3, validated: [4, 5, 6]))
    let edge = BoundingBox(x: 1, y: 0.5, width: 1e-6, height: 1e-6)
    #expect(image.cropped(to: edge)?.pixels == [4, 5, 6])
  }

  @Test("a box outside, or that is not a number, gives no picture")
  func outside() {
    #expect(image.cropped(to: BoundingBox(x: 2, y: 0.5, width: 1, height: 1)) == nil)
    #expect(image.cropped(to: BoundingBox(x: .nan, y: 0.5, width: 1, height: 1)) == nil)
  }
}
