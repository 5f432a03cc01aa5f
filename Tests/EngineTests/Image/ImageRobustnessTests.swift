import TestSupport
import Testing

@testable import Engine

@Suite("Damaged images")
struct ImageRobustnessTests {
  /// stb reads colors it has not written from a stack that we have cleared.
  private static let stackIsMoved: Comment =
    "skipped: the address sanitizer lays out the stack in its own way"

  @Test("a file cut short anywhere is an error", arguments: ImageFixture.allNames)
  func truncated(_ name: String) throws {
    let bytes = try ImageFixture.bytes(name)
    // BMP rows are padded to four bytes; some programs leave that out in the last row.
    let spare = name.hasSuffix("bmp") ? 4 : 0
    for count in 0..<bytes.count - spare {
      let error = #expect(throws: ImageError.self, "\(count) bytes") {
        try Image(decoding: Array(bytes[..<count]), named: name)
      }
      #expect(error?.code == .damaged || error?.code == .notAnImage)
    }
  }

  @Test(
    "a size that is declared and not there costs nothing",
    arguments: [("rgb.png", 16), ("full.jpg", -1), ("rgb.bmp", 18)])
  func hugeSize(_ name: String, _ offset: Int) throws {
    var bytes = try ImageFixture.bytes(name)
    if name.hasSuffix("jpg") {
      let frame = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xC0]) })
      bytes.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0xFF, 0xFF, 0xFF])
    } else {
      let side: [UInt8] = name.hasSuffix("png") ? [0, 1, 0x86, 0xA0] : [0xA0, 0x86, 1, 0]
      bytes.replaceSubrange(offset..<offset + 8, with: side + side)
      reseal(&bytes)
    }
    let error = #expect(throws: ImageError.self) { try Image(decoding: bytes, named: name) }
    #expect(error?.code == .tooLarge || error?.code == .damaged)
  }

  @Test("a JPEG whose data is far too short for its size is damaged, not gray")
  func shortData() throws {
    var bytes = try ImageFixture.bytes("full.jpg")
    let frame = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xC0]) })
    bytes.replaceSubrange(frame + 5..<frame + 9, with: [0x20, 0, 0x20, 0])
    let error = #expect(throws: ImageError.self) { try Image(decoding: bytes, named: "a.jpg") }
    #expect(error?.code == .damaged)
    #expect(
      error?.message
        == "the JPEG data is damaged: the coded data ends before the image does")
  }

  @Test("a JPEG whose coded data was cut and closed again is damaged", arguments: 1...9)
  func closedAgain(_ tenths: Int) throws {
    let bytes = try ImageFixture.noise(width: 96, height: 96).encoded(as: .jpeg)
    let cut = Array(bytes[..<(700 + (bytes.count - 700) * tenths / 10)])
    let error = #expect(throws: ImageError.self) {
      try Image(decoding: cut + [0xFF, 0xD9], named: "a.jpg")
    }
    #expect(error?.code == .damaged)
  }

  @Test("a JPEG of little data is not taken for one that was cut", arguments: [1, 8, 17, 64, 500])
  func littleData(_ side: Int) throws {
    for value: UInt8 in [0, 127, 255] {
      let pixels = [UInt8](repeating: value, count: side * side * 3)
      let image = Image(width: side, height: side, channels: 3, validated: pixels)
      let bytes = try image.encoded(as: .jpeg)
      #expect(throws: Never.self) { try Image(decoding: bytes, named: "a.jpg") }
    }
  }

  @Test("a Huffman table that promises more codes than there are is refused")
  func longTable() throws {
    var bytes = try ImageFixture.bytes("full.jpg")
    let table = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xC4]) })
    bytes.replaceSubrange(table + 5..<table + 7, with: [255, 255])
    let error = #expect(throws: ImageError.self) { try Image(decoding: bytes, named: "a.jpg") }
    #expect(error?.code == .damaged)
  }

  @Test(
    "colors that a palette does not have are black",
    .enabled(if: Sanitizer.current != .address, Self.stackIsMoved))
  func shortPalette() throws {
    var bytes = try ImageFixture.bytes("palette.png")
    let palette = try #require(
      bytes.indices.first { bytes[$0...].starts(with: Array("PLTE".utf8)) })
    // Two entries of 16 are left.
    bytes.removeSubrange(palette + 4 + 6..<palette + 4 + 48)
    bytes[palette - 1] = 6
    reseal(&bytes)
    let image = try Image(decoding: bytes, named: "a.png")
    let expected = zip(ImageFixture.palette, image.pixels.indices).map { value, index in
      (index / 3 % 24 + index / 72) % 16 < 2 ? value : 0
    }
    #expect(image.pixels == expected)
  }

  @Test("a PNG chunk that is unknown and needed is refused, others are skipped")
  func unknownChunk() throws {
    let original = try ImageFixture.bytes("rgb.png")
    func added(_ name: String) -> [UInt8] {
      let chunk = [0, 0, 0, 0] + Array(name.utf8) + [0, 0, 0, 0]
      var bytes = Array(original[..<33] + chunk + original[33...])
      reseal(&bytes)
      return bytes
    }
    #expect(try Image(decoding: added("abCD"), named: "a").pixels == ImageFixture.color)
    let error = #expect(throws: ImageError.self) {
      try Image(decoding: added("ABCD"), named: "a.png")
    }
    #expect(error?.code == .unsupported)
    #expect(error?.message == "PNG with 'ABCD' is not supported")
  }

  @Test("many tasks decode at once without disturbing each other")
  func concurrent() async throws {
    let bytes = try ImageFixture.bytes("baseline.jpg")
    let expected = try Image(decoding: bytes, named: "a")
    var broken = bytes
    let table = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xDB]) })
    broken[table + 4] = 9
    await withTaskGroup(of: Bool.self) { group in
      for index in 0..<64 {
        group.addTask { [broken] in
          let image = try? Image(decoding: index % 2 == 0 ? bytes : broken, named: "a")
          return image == (index % 2 == 0 ? expected : nil)
        }
      }
      for await isRight in group { #expect(isRight) }
    }
  }

  @Test("bytes at random behind the signature of a format are an error", arguments: 1...50)
  func random(_ seed: Int) {
    var random = FixtureGenerator(seed: UInt64(seed))
    let noise = (0..<300).map { _ in UInt8.random(in: 0...255, using: &random) }
    let starts: [[UInt8]] = [
      [0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A],
      Array("BM".utf8) + [0, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0],
    ]
    for start in starts {
      #expect(throws: ImageError.self) { try Image(decoding: start + noise, named: "a") }
    }
  }

  /// Makes the checksums of a PNG file right again, as far as its chunks can be followed.
  private func reseal(_ bytes: inout [UInt8]) {
    var position = 8
    while let length = ByteReader(bytes).bigEndian32(at: position),
      position + 12 + length <= bytes.count
    {
      let end = position + 8 + length
      let checksum = PngChecksum.of(bytes, position + 4..<end)
      for index in 0..<4 {
        bytes[end + index] = UInt8(truncatingIfNeeded: checksum >> (24 - 8 * index))
      }
      position = end + 4
    }
  }
}
