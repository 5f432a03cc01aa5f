import CfgParser
import Testing

@testable import Engine

@Suite("Image")
struct ImageTests {
  @Test("keeps what it was made of")
  func made() throws {
    let image = try Image(width: 2, height: 1, channels: 3, pixels: [1, 2, 3, 4, 5, 6])
    #expect((image.width, image.height, image.channels) == (2, 1, 3))
    #expect(image.pixels == [1, 2, 3, 4, 5, 6])
    #expect(image.pixelCount == 2)
  }

  @Test(
    "refuses sizes that are no image",
    arguments: [(0, 1, 3), (1, 0, 3), (-1, 1, 3), (1, 1, 0), (1, 1, 2), (1, 1, 4)])
  func badSize(_ width: Int, _ height: Int, _ channels: Int) {
    let error = #expect(throws: ImageError.self) {
      try Image(width: width, height: height, channels: channels, pixels: [])
    }
    #expect(error?.code == .badShape)
    let wanted = """
      image: error: \(width)×\(height) with \(channels) channels is no image; \
      at least 1×1 with 1 or 3 channels is needed
      """
    #expect(error?.description == wanted)
  }

  @Test("refuses too few and too many pixels, and sizes whose product overflows")
  func badCount() {
    let error = #expect(throws: ImageError.self) {
      try Image(width: 2, height: 2, channels: 1, pixels: [1, 2, 3])
    }
    #expect(
      error?.description == "image: error: 3 bytes of pixels were given, 2 × 2 × 1 are needed")
    #expect(throws: ImageError.self) {
      try Image(width: 1, height: 1, channels: 1, pixels: [1, 2])
    }
    #expect(throws: ImageError.self) {
      try Image(width: Int.max, height: 2, channels: 3, pixels: [])
    }
  }

  @Test("turns colors into stb's luma and repeats gray")
  func converted() throws {
    let color = try Image(width: 2, height: 1, channels: 3, pixels: [255, 0, 0, 10, 20, 30])
    #expect(color.converted(toChannels: 1).pixels == [76, 18])
    let gray = try Image(width: 2, height: 1, channels: 1, pixels: [7, 9])
    #expect(gray.converted(toChannels: 3).pixels == [7, 7, 7, 9, 9, 9])
    #expect(gray.converted(toChannels: 1) == gray)
  }
}
