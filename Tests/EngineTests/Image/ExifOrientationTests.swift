import Testing

@testable import Engine

@Suite("EXIF orientation")
struct ExifOrientationTests {
  /// A TIFF structure of one entry.
  private func tiff(_ orientation: UInt16, bigEndian: Bool = false) -> [UInt8] {
    func short(_ value: UInt16) -> [UInt8] {
      let bytes = [UInt8(value >> 8), UInt8(value & 255)]
      return bigEndian ? bytes : bytes.reversed()
    }
    func long(_ value: UInt16) -> [UInt8] {
      bigEndian ? [0, 0] + short(value) : short(value) + [0, 0]
    }
    let start = Array((bigEndian ? "MM" : "II").utf8) + short(42) + long(8)
    return start + short(1) + short(0x112) + short(3) + long(1) + short(orientation) + [0, 0]
  }

  /// The picture as JPEG with an EXIF segment.
  private func jpeg(_ exif: [UInt8]) throws -> [UInt8] {
    let payload = Array("Exif\0\0".utf8) + exif
    let bytes = try ImageFixture.bytes("full.jpg")
    return bytes[..<2] + [0xFF, 0xE1, 0, UInt8(payload.count + 2)] + payload + bytes[2...]
  }

  @Test(
    "turns the picture upright: where the stored corner 'a' comes to lie",
    arguments: [
      (1, "ab cd ef"), (2, "ba dc fe"), (3, "fe dc ba"), (4, "ef cd ab"), (5, "ace bdf"),
      (6, "eca fdb"), (7, "fdb eca"), (8, "bdf ace"),
    ])
  func turned(_ value: Int, _ rows: String) throws {
    let stored = try Image(width: 2, height: 3, channels: 1, pixels: Array("abcdef".utf8))
    let orientation = try #require(ExifOrientation(rawValue: value))
    let upright = stored.oriented(orientation)
    let lines = rows.split(separator: " ")
    #expect((upright.width, upright.height) == (lines[0].count, lines.count))
    #expect(upright.pixels == Array(lines.joined().utf8))
  }

  @Test("moves all channels of a pixel together")
  func channels() throws {
    let stored = try Image(width: 2, height: 1, channels: 3, pixels: [1, 2, 3, 4, 5, 6])
    #expect(stored.oriented(.mirrored).pixels == [4, 5, 6, 1, 2, 3])
  }

  @Test("is read in both byte orders", arguments: [1, 2, 3, 4, 5, 6, 7, 8], [false, true])
  func read(_ value: Int, _ bigEndian: Bool) {
    let bytes = tiff(UInt16(value), bigEndian: bigEndian)
    #expect(ExifOrientation(in: bytes, at: bytes.indices)?.rawValue == value)
  }

  @Test("is applied by default and ignored on request")
  func policy() throws {
    let bytes = try jpeg(tiff(6))
    let plain = try Image(contentsOf: ImageFixture.path("full.jpg"))
    #expect(try Image(decoding: bytes, named: "a") == plain.oriented(.turnedLeft))
    #expect(try Image(decoding: bytes, named: "a", exif: .ignore) == plain)
  }

  @Test("is taken from PNG too")
  func png() throws {
    let bytes = try ImageFixture.bytes("rgb.png")
    let exif = Array("eXIf".utf8) + tiff(3)
    let checksum = PngChecksum.of(exif, exif.indices)
    let length: [UInt8] = [0, 0, 0, UInt8(exif.count - 4)]
    let tail = (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (24 - 8 * $0)) }
    let image = try Image(decoding: bytes[..<33] + length + exif + tail + bytes[33...], named: "a")
    let plain = try Image(decoding: bytes, named: "a")
    #expect(image == plain.oriented(.turnedAround))
  }

  @Test("is ignored where it is damaged", arguments: 0..<20)
  func damaged(_ length: Int) throws {
    let plain = try Image(contentsOf: ImageFixture.path("full.jpg"))
    #expect(try Image(decoding: jpeg(Array(tiff(6)[..<length])), named: "a") == plain)
  }

  @Test("is ignored where the number is none of the eight", arguments: [0, 9, 65535])
  func unknown(_ value: Int) throws {
    let plain = try Image(contentsOf: ImageFixture.path("full.jpg"))
    #expect(try Image(decoding: jpeg(tiff(UInt16(value))), named: "a") == plain)
  }
}
