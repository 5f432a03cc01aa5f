import Testing

@testable import Engine

@Suite("BMP")
struct BmpPixelsTests {
  private static func word(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  /// A file with a header of 40 bytes or more.
  private func file(
    size: Int = 40, width: Int = 2, height: Int = 1, bits: UInt8 = 24, compression: Int = 0,
    extra: [UInt8] = [], data: [UInt8], start: Int? = nil
  ) -> [UInt8] {
    let rest = [UInt8](repeating: 0, count: 20)
    let header = Self.word(size) + Self.word(width) + Self.word(height) + [1, 0, bits, 0]
    let start = start ?? 54 + extra.count
    return Array("BM".utf8) + Self.word(0) + Self.word(0) + Self.word(start) + header
      + Self.word(compression) + rest + extra + data
  }

  private func pixels(_ bytes: [UInt8]) throws -> [UInt8] {
    try Image(decoding: bytes, named: "a").pixels
  }

  private func message(_ bytes: [UInt8]) -> String? {
    #expect(throws: ImageError.self) { try Image(decoding: bytes, named: "a") }?.message
      .replacing("the BMP data is damaged: ", with: "")
  }

  @Test("rows come from the lowest, or with a negative height from the highest")
  func rows() throws {
    let data: [UInt8] = [1, 2, 3, 0, 4, 5, 6, 0]
    #expect(try pixels(file(width: 1, height: 2, data: data)) == [6, 5, 4, 3, 2, 1])
    #expect(try pixels(file(width: 1, height: -2, data: data)) == [3, 2, 1, 6, 5, 4])
  }

  @Test("colors that the palette does not have are black")
  func shortPalette() throws {
    let bytes = file(bits: 8, extra: [1, 2, 3, 0], data: [0, 200, 0, 0])
    #expect(try pixels(bytes) == [3, 2, 1, 0, 0, 0])
    #expect(message(file(bits: 8, data: [0, 0, 0, 0])) == "there is no palette")
  }

  @Test("the header of OS/2 has colors of three bytes")
  func oldHeader() throws {
    let header = Self.word(12) + [2, 0, 1, 0, 1, 0, 1, 0]
    let bytes =
      Array("BM".utf8) + Self.word(0) + Self.word(0) + Self.word(32) + header
      + [1, 2, 3, 4, 5, 6, 0x40, 0, 0, 0]
    #expect(try pixels(bytes) == [3, 2, 1, 6, 5, 4])
  }

  @Test("bits of a color are repeated until they fill a byte")
  func masks() throws {
    func bytes(_ masks: [Int], _ pixel: [UInt8]) -> [UInt8] {
      file(
        width: 1, bits: pixel.count == 2 ? 16 : 32, compression: 3, extra: masks.flatMap(Self.word),
        data: pixel + (pixel.count == 2 ? [0, 0] : []))
    }
    #expect(try pixels(bytes([0xF800, 0x07E0, 0x001F], [0x10, 0x84])) == [132, 130, 132])
    #expect(try pixels(bytes([0xF00, 0x0F0, 0x00F], [0x5A, 0x01])) == [17, 85, 170])
    #expect(try pixels(bytes([1, 2, 4], [5, 0])) == [255, 0, 255])
    #expect(try pixels(bytes([0xFF00_0000, 0xFF_0000, 0xFF00], [9, 3, 2, 1])) == [1, 2, 3])
    #expect(try pixels(file(width: 1, bits: 16, data: [0x1F, 0x7C, 0, 0])) == [255, 0, 255])
  }

  @Test("masks without bits, or with more than eight, are refused")
  func badMasks() {
    for masks in [[0, 1, 2], [0x1FF, 0x600, 0x800]] {
      let bytes = file(
        width: 1, bits: 16, compression: 3, extra: masks.flatMap(Self.word), data: [0, 0, 0, 0])
      #expect(message(bytes) == "the header says that a color has no bits, or more than 8")
    }
  }

  @Test("sizes, places and kinds that cannot be are refused")
  func badHeaders() {
    let data = [UInt8](repeating: 0, count: 16)
    #expect(message(file(width: 0, data: data)) == "the header says 0×1")
    #expect(message(file(width: -1, data: data)) == "the header says -1×1")
    #expect(message(file(bits: 7, data: data)) == "the header says 7 bits a pixel")
    #expect(message(file(data: data, start: 50)) == "its pixels start inside the header")
    #expect(message(file(data: data, start: 0xFFFF_FFFF)) == "the file ends before the image does")
    #expect(message(file(compression: 1, data: data)) == "compressed BMP is not supported")
    #expect(
      message(file(bits: 24, compression: 3, data: data)) == "compressed BMP is not supported")
    #expect(message(file(size: 64, data: data)) == "BMP with a header of 64 bytes is not supported")
    #expect(
      message(file(width: 1, height: Int(Int32.min), data: data))?.hasPrefix("1×2147483648") == true
    )
  }
}
