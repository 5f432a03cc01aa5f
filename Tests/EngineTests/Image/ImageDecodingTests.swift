import CfgParser
import Testing

@testable import Engine

@Suite("Image decoding")
struct ImageDecodingTests {
  @Test(
    "decodes color exactly where the format keeps it; alpha is dropped, 16 bits become 8",
    arguments: ImageFixture.colorNames)
  func color(_ name: String) throws {
    let image = try Image(contentsOf: ImageFixture.path(name))
    #expect((image.width, image.height) == (ImageFixture.width, ImageFixture.height))
    let tolerance = name.hasSuffix("jpg") ? PixelTolerance.jpeg : 0
    #expect(ImageFixture.largestDifference(image.pixels, ImageFixture.color) <= tolerance)
  }

  @Test(
    "decodes baseline, progressive and restarted JPEG",
    arguments: [
      ("baseline.jpg", PixelTolerance.subsampledJpeg), ("full.jpg", PixelTolerance.jpeg),
      ("progressive.jpg", PixelTolerance.jpeg), ("restart.jpg", PixelTolerance.jpeg),
    ])
  func jpeg(_ name: String, _ tolerance: Int) throws {
    let image = try Image(contentsOf: ImageFixture.path(name))
    #expect(ImageFixture.largestDifference(image.pixels, ImageFixture.color) <= tolerance)
  }

  @Test(
    "repeats gray in three channels and gives it as it is in one",
    arguments: ["gray.png", "gray-alpha.png", "gray.jpg"], [1, 3])
  func gray(_ name: String, _ channels: Int) throws {
    let image = try Image(contentsOf: ImageFixture.path(name), channels: channels)
    #expect(image.channels == channels)
    let expected = ImageFixture.gray(channels: channels)
    let tolerance = name.hasSuffix("jpg") ? PixelTolerance.jpeg : 0
    #expect(ImageFixture.largestDifference(image.pixels, expected) <= tolerance)
  }

  @Test("looks palettes up and widens single bits")
  func palettes() throws {
    for name in ["palette.png", "palette.bmp"] {
      #expect(try Image(contentsOf: ImageFixture.path(name)).pixels == ImageFixture.palette)
    }
    for name in ["bit.png", "bit.bmp"] {
      #expect(try Image(contentsOf: ImageFixture.path(name)).pixels == ImageFixture.checks)
    }
  }

  @Test("widens 5 and 6 bits a color")
  func packedColors() throws {
    let image = try Image(contentsOf: ImageFixture.path("rgb565.bmp"))
    // 5 bits hold a value to 8 levels.
    #expect(ImageFixture.largestDifference(image.pixels, ImageFixture.color) < 8)
  }

  @Test("one channel of a color picture is stb's luma")
  func luma() throws {
    let gray = try Image(contentsOf: ImageFixture.path("rgb.png"), channels: 1)
    #expect(gray == (try Image(contentsOf: ImageFixture.path("rgb.png"))).converted(toChannels: 1))
  }

  @Test("goes by the content, whatever the name says")
  func wrongName() throws {
    let image = try Image(decoding: ImageFixture.bytes("rgb.png"), named: "photo.jpg")
    #expect(image.pixels == ImageFixture.color)
  }

  @Test("bytes and file give the same", arguments: ImageFixture.allNames)
  func sameFromBytes(_ name: String) throws {
    let fromBytes = try Image(decoding: ImageFixture.bytes(name), named: name)
    #expect(fromBytes == (try Image(contentsOf: ImageFixture.path(name))))
  }

  @Test("refuses channels other than 1 and 3")
  func channels() throws {
    let error = #expect(throws: ImageError.self) {
      try Image(decoding: ImageFixture.bytes("rgb.png"), named: "a.png", channels: 2)
    }
    #expect(
      error?.description == "a.png: error: 2 channels were asked for; an image has 1 or 3")
  }

  @Test("refuses more pixels than allowed before decoding any")
  func tooLarge() throws {
    let bytes = try ImageFixture.bytes("rgb.png")
    #expect(throws: Never.self) {
      try Image(decoding: bytes, named: "a.png", maximumPixelCount: 408)
    }
    let error = #expect(throws: ImageError.self) {
      try Image(decoding: bytes, named: "a.png", maximumPixelCount: 407)
    }
    let text = """
      a.png: error: 24×17 are 408 pixels, more than the limit of 407
        help: --max-pixels allows more, where the image can be trusted
      """
    #expect(error?.description == text)
    #expect(error?.code == .tooLarge)
  }
}
