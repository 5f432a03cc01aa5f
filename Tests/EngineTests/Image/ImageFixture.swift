import Foundation

@testable import Engine

/// The small images in `Fixtures/images`, and the picture they show.
enum ImageFixture {
  static let width = 24
  static let height = 17

  static let colorNames = [
    "rgb.png", "rgba.png", "rgb16.png", "interlaced.png", "rgb.bmp", "rgba.bmp", "top-down.bmp",
    "cmyk.jpg",
  ]
  static let jpegNames = [
    "baseline.jpg", "full.jpg", "progressive.jpg", "restart.jpg", "cmyk.jpg", "gray.jpg",
  ]
  static let allNames =
    colorNames + [
      "baseline.jpg", "full.jpg", "progressive.jpg", "restart.jpg", "gray.jpg", "gray.png",
      "gray-alpha.png", "palette.png", "bit.png", "palette.bmp", "bit.bmp", "rgb565.bmp",
    ]

  /// Where the file is.
  static func path(_ name: String) -> String {
    Bundle.module.bundleURL.appending(path: "Fixtures/images/" + name).path(percentEncoded: false)
  }

  /// The whole file.
  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(filePath: path(name))))
  }

  /// The color picture.
  static var color: [UInt8] {
    pixels { x, y in [UInt8(10 * x), UInt8(15 * y), UInt8(5 * (x + y))] }
  }

  /// The gray picture, with the given number of channels.
  static func gray(channels: Int) -> [UInt8] {
    pixels { x, y in [UInt8](repeating: UInt8(6 * x + 5 * y), count: channels) }
  }

  /// The picture of 16 colors.
  static var palette: [UInt8] {
    pixels { x, y in
      let entry = (x + y) % 16
      return [UInt8(40 * entry % 256), UInt8(90 * entry % 256), UInt8(17 * entry % 256)]
    }
  }

  /// The picture of black and white.
  static var checks: [UInt8] {
    pixels { x, y in [UInt8](repeating: (x + y) % 2 == 1 ? 255 : 0, count: 3) }
  }

  /// An image of pseudorandom bytes, the same for the same seed.
  static func noise(width: Int, height: Int, channels: Int = 3, seed: UInt64 = 1) -> Image {
    var random = FixtureGenerator(seed: seed)
    let pixels = (0..<width * height * channels).map { _ in
      UInt8.random(in: 0...255, using: &random)
    }
    return Image(width: width, height: height, channels: channels, validated: pixels)
  }

  /// The largest difference of two rows of bytes; 256 where they differ in length.
  static func largestDifference(_ one: [UInt8], _ other: [UInt8]) -> Int {
    guard one.count == other.count else { return 256 }
    return zip(one, other).map { abs(Int($0) - Int($1)) }.max() ?? 0
  }

  private static func pixels(_ pixel: (Int, Int) -> [UInt8]) -> [UInt8] {
    (0..<height).flatMap { y in (0..<width).flatMap { x in pixel(x, y) } }
  }
}

/// SplitMix64: the same numbers on every machine.
struct FixtureGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// How far decoded bytes may be from what was encoded.
enum PixelTolerance {
  /// JPEG at quality 95 rounds coefficients; without subsampling that moves a smooth picture this
  /// little.
  static let jpeg = 4
  /// The same with chroma at half the resolution.
  static let subsampledJpeg = 12
}
