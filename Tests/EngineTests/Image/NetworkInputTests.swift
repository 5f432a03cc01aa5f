import Testing

@testable import Engine

@Suite("Network input")
struct NetworkInputTests {
  private func input(
    _ image: Image, _ width: Int, _ height: Int, _ mode: ResizeMode
  ) -> [Float] {
    let placement = Placement(
      imageWidth: image.width, imageHeight: image.height, width: width, height: height, mode: mode)
    var values = [Float](repeating: -1, count: width * height * image.channels)
    var span = values.mutableSpan
    placement.write(image, into: &span)
    return values
  }

  @Test("a letterbox of 768×576 in 416×416 is gray above row 52 and below row 363")
  func letterbox() {
    let image = Image(
      width: 768, height: 576, channels: 3,
      validated: [UInt8](repeating: 255, count: 768 * 576 * 3))
    let values = input(image, 416, 416, .letterbox)
    let rows = (0..<416).map { values[($0 * 416 * 3)..<(($0 + 1) * 416 * 3)] }
    for (index, row) in rows.enumerated() {
      let isGray = index < 52 || index > 363
      #expect(row.allSatisfy { $0 == (isGray ? 0.5 : 1) }, "row \(index)")
    }
  }

  @Test("a letterbox of a tall image is gray at both sides", arguments: [1, 3])
  func tallLetterbox(_ channels: Int) {
    let image = ImageFixture.noise(width: 4, height: 8, channels: channels)
    let values = input(image, 8, 8, .letterbox)
    for y in 0..<8 {
      for x in 0..<8 {
        let start = (y * 8 + x) * channels
        let source = (y * 4 + x - 2) * channels
        for c in 0..<channels {
          let isShown = 2..<6 ~= x
          #expect(values[start + c] == (isShown ? Float(image.pixels[source + c]) / 255 : 0.5))
        }
      }
    }
  }

  @Test("writes every value, for any shape of image", arguments: ResizeMode.allCases)
  func complete(_ mode: ResizeMode) {
    for (width, height) in [(1, 1), (1, 65535), (65535, 1), (2, 2), (31, 500), (500, 31)] {
      let image = ImageFixture.noise(width: width, height: height)
      #expect(input(image, 33, 65, mode).allSatisfy { 0...1 ~= $0 })
      #expect(input(image, 65, 33, mode).allSatisfy { 0...1 ~= $0 })
    }
  }

  @Test("a crop takes the middle of the longer side")
  func crop() {
    let image = ImageFixture.noise(width: 9, height: 4, channels: 1)
    let values = input(image, 4, 4, .crop)
    // (9 − 4) / 2 is 2 columns that are left out.
    let wanted = (0..<4).flatMap { y in
      (2..<6).map { x in Float(image.pixels[y * 9 + x]) / 255 }
    }
    #expect(values == wanted)
  }

  @Test("a crop that is higher than the image repeats its edge rows")
  func repeatedEdge() {
    let image = ImageFixture.noise(width: 4, height: 2, channels: 1)
    // The shorter side, 2, becomes 4: 8×4 pixels, of which 4×7 are asked for, from row −1 on.
    let values = input(image, 4, 7, .crop)
    #expect(values[0..<4] == values[4..<8])
    #expect(values[16..<20] == values[20..<24])
    #expect(values[20..<24] == values[24..<28])
    #expect(values[4..<8] != values[8..<12])
  }
}
