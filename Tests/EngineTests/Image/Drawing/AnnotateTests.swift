import Testing

@testable import Engine

@Suite("Annotating")
struct AnnotateTests {
  private func plain(_ width: Int, _ height: Int, _ value: UInt8, channels: Int = 3) -> Image {
    Image(
      width: width, height: height, channels: channels,
      validated: [UInt8](repeating: value, count: width * height * channels))
  }

  private func detection(
    _ x: Float, _ y: Float, _ size: Float, classIndex: Int = 0, label: String = "dog",
    confidence: Float = 0.9
  ) -> Detection {
    Detection(
      box: BoundingBox(x: x, y: y, width: size, height: size), classIndex: classIndex,
      label: label, confidence: confidence)
  }

  private func color(_ image: Image, _ x: Int, _ y: Int) -> Color {
    let start = (y * image.width + x) * 3
    return Color(
      red: image.pixels[start], green: image.pixels[start + 1], blue: image.pixels[start + 2])
  }

  @Test("nothing to draw leaves the picture as it is")
  func nothing() {
    let image = ImageFixture.noise(width: 50, height: 40)
    #expect(image.annotated(with: []) == image)
  }

  @Test("the line of a box lies on its edges, in the color of its class, and nothing inside it")
  func line() {
    let drawn = plain(400, 400, 128).annotated(with: [detection(0.5, 0.5, 0.5)])
    let wanted = Color(ofClass: 0)
    for (x, y) in [(100, 200), (299, 200), (200, 100), (200, 299)] {
      #expect(color(drawn, x, y) == wanted, "at \(x), \(y)")
    }
    #expect(color(drawn, 200, 200) == Color(red: 128, green: 128, blue: 128))
  }

  @Test("a contrasting line runs along both sides of the box's line")
  func outline() {
    let style = AnnotationStyle(imageWidth: 400, imageHeight: 400)
    let drawn = plain(400, 400, 128).annotated(with: [detection(0.5, 0.5, 0.5)])
    let contrast = Color(ofClass: 0).contrasting
    #expect(color(drawn, 99, 250) == contrast)
    #expect(color(drawn, 100 + style.lineWidth, 250) == contrast)
  }

  @Test("the line shows on white, on black and on its own color", arguments: 0..<20)
  func visible(_ classIndex: Int) {
    let own = Color(ofClass: classIndex)
    for background in [Color.white, .black, own] {
      let pixels = (0..<300 * 300).flatMap { _ in
        [background.red, background.green, background.blue]
      }
      let image = Image(width: 300, height: 300, channels: 3, validated: pixels)
      let drawn = image.annotated(with: [detection(0.5, 0.5, 0.6, classIndex: classIndex)])
      let row = (0..<300).map { color(drawn, $0, 200) }
      #expect(Set(row).subtracting([background]).count >= 1)
    }
  }

  @Test("a label stands on top of its box, with text that contrasts")
  func label() {
    let drawn = plain(640, 480, 128).annotated(with: [detection(0.5, 0.5, 0.5)])
    let area = (100..<120).flatMap { y in (165..<215).map { x in color(drawn, x, y) } }
    #expect(area.filter { $0 == Color(ofClass: 0) }.count > 200)
    #expect(area.filter { $0 == Color(ofClass: 0).contrasting }.count > 20)
  }

  @Test("the more confident of two boxes is on top, whatever the order they come in")
  func order() {
    let (weak, strong) = (
      detection(0.5, 0.5, 0.5, classIndex: 1, confidence: 0.4),
      detection(0.5, 0.5, 0.5, classIndex: 2, confidence: 0.8)
    )
    let image = plain(300, 300, 128)
    let drawn = image.annotated(with: [strong, weak])
    #expect(color(drawn, 75, 150) == Color(ofClass: 2))
    #expect(drawn == image.annotated(with: [weak, strong]))
  }

  @Test("gray pictures become color")
  func gray() {
    let drawn = plain(100, 100, 7, channels: 1).annotated(with: [detection(0.5, 0.5, 0.5)])
    #expect(drawn.channels == 3)
    #expect(drawn.pixels.count == 30000)
    #expect(color(drawn, 50, 60) == Color(red: 7, green: 7, blue: 7))
  }

  @Test(
    "any size of image and any box is drawn without harm",
    arguments: [(1, 1), (1, 500), (500, 1), (7, 5), (31, 31), (64, 48), (2000, 20), (20, 2000)])
  func anySize(_ width: Int, _ height: Int) {
    let boxes: [(Float, Float, Float)] = [
      (0.5, 0.5, 0.5), (0, 0, 0.1), (1, 1, 0.1), (5, 5, 1), (-5, -5, 1), (0.5, 0.5, 100),
      (0.5, 0.5, 0), (0.5, 0.5, -1), (.nan, 0.5, 0.5), (0.5, .infinity, 1), (1e30, -1e30, 1e38),
    ]
    let detections = boxes.enumerated().map { index, box in
      detection(box.0, box.1, box.2, classIndex: index)
    }
    let drawn = plain(width, height, 128).annotated(with: detections)
    #expect((drawn.width, drawn.height) == (width, height))
    #expect(drawn.pixels.count == width * height * 3)
  }

  @Test(
    "any class, label and confidence is drawn without harm",
    arguments: [
      (Int.min, "", Float.nan), (Int.max, "\u{0}\n\t", .infinity), (-1, "狗", -1),
      (9000, String(repeating: "long ", count: 400), 7), (3, "👨‍👩‍👧‍👦", 0.5),
    ])
  func anyLabel(_ classIndex: Int, _ label: String, _ confidence: Float) {
    let found = detection(
      0.5, 0.5, 0.5, classIndex: classIndex, label: label, confidence: confidence)
    let image = plain(200, 100, 128)
    #expect((image.annotated(with: [found]) == image) == confidence.isNaN)
  }
}
