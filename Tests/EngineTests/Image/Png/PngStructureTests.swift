import Testing

@testable import Engine

@Suite("PNG structure")
struct PngStructureTests {
  private func pixels(_ file: CraftedPng, channels: Int = 1) throws -> [UInt8] {
    try Image(decoding: file.bytes, named: "a", channels: channels).pixels
  }

  /// What is said of a crafted file that `change` made wrong.
  private func message(_ change: (inout CraftedPng) -> Void) -> String? {
    var file = CraftedPng()
    change(&file)
    let error = #expect(throws: ImageError.self) { try Image(decoding: file.bytes, named: "a") }
    return error?.message.replacing("the PNG data is damaged: ", with: "")
  }

  @Test("the crafted file is whole")
  func whole() throws {
    #expect(try pixels(CraftedPng()) == [10, 200])
  }

  @Test("a header names methods, depths and colors that there are")
  func header() {
    for index in 0..<3 {
      #expect(
        message { $0.methods[index] = 2 } == "the header names methods that are not there")
    }
    #expect(message { $0.depth = 3 } == "the header says color type 0 with 3 bits")
    #expect(message { ($0.depth, $0.color) = (1, 2) } == "the header says color type 2 with 1 bits")
    #expect(message { $0.color = 7 } == "the header says color type 7 with 8 bits")
    #expect(message { $0.width = 0 } == "the header says 0×1")
  }

  @Test(
    "a palette has 1 to 256 whole colors, once, before the data; and is there where it is needed")
  func palettes() {
    func palette(_ count: Int) -> (name: String, payload: [UInt8]) {
      ("PLTE", [UInt8](repeating: 9, count: count))
    }
    let size = "bytes long; 3 to 768 that 3 divides are right"
    for count in [0, 4, 771] {
      #expect(message { $0.chunks = [palette(count)] } == "the palette is \(count) \(size)")
    }
    let order = "there are two palettes, or one behind the image data"
    #expect(message { $0.chunks = [palette(3), palette(3)] } == order)
    #expect(message { $0.later = [palette(3)] } == order)
    #expect(message { $0.color = 3 } == "there is no palette")
  }

  @Test("values that a palette does not define are black, whatever was in memory before")
  func shortPalette() throws {
    var file = CraftedPng()
    file.color = 3
    file.chunks = [("PLTE", [1, 2, 3])]
    file.rows = [0, 0, 255]
    for _ in 0..<20 { #expect(try pixels(file, channels: 3) == [1, 2, 3, 0, 0, 0]) }
  }

  @Test("transparency of every kind is dropped, right or wrong")
  func transparency() throws {
    for payload in [[], [0, 10], [UInt8](repeating: 1, count: 300)] as [[UInt8]] {
      var file = CraftedPng()
      file.chunks = [("tRNS", payload)]
      #expect(try pixels(file, channels: 3) == [10, 10, 10, 200, 200, 200])
    }
  }

  @Test("image data comes in one piece")
  func interrupted() {
    #expect(
      message { $0.later = [("tEXt", [65]), ("IDAT", [1])] } == "the image data is interrupted")
    #expect(message { $0.compressed = [] } == "there is no image data")
  }

  @Test("data that inflates to far more than the image needs ends in an error, not in memory")
  func bomb() {
    // 13 KB that stand for 2 MB.
    #expect(
      message { $0.compressed = CraftedPng.zeros(2_000_000) }
        == "there is more of it than 2×1 take")
  }

  @Test("a little data behind the image does no harm")
  func trailing() throws {
    var file = CraftedPng()
    file.rows += [UInt8](repeating: 0, count: 100)
    #expect(try pixels(file) == [10, 200])
  }

  @Test("compressed data that is far longer than the image is refused: it would only take time")
  func slow() {
    #expect(
      message { $0.compressed = [UInt8](repeating: 0, count: 70_000) }
        == "the image data is too long for 2×1")
  }

  @Test(
    "compressed data that is wrong, or too short, is an error",
    arguments: [
      [0x78], [0x78, 0x02, 1, 0, 0, 0xFF, 0xFF], [0x78, 0x01, 7],
      [0x78, 0x01, 1, 3, 0, 0, 0, 1, 2],
      // A block of fixed codes that begins with a run: there is nothing to repeat.
      [0x78, 0x01, 0x8B, 0x03, 0, 0, 0, 0], CraftedPng.stored([0, 10]),
    ] as [[UInt8]])
  func badData(_ compressed: [UInt8]) {
    #expect(
      message { $0.compressed = compressed }?.hasPrefix("the PNG data is damaged (stb_image: ")
        == true)
  }

  @Test(
    "text and profiles of any size are stepped over, never inflated", arguments: ["iCCP", "zTXt"])
  func ancillary(_ name: String) throws {
    var file = CraftedPng()
    let payload = Array("x\0\0".utf8) + CraftedPng.zeros(2_000_000)
    file.chunks = [(name, payload)]
    #expect(try pixels(file) == [10, 200])
  }

  @Test("rows of every depth and color, interlaced or not, are as long as they are taken to be")
  func rowBytes() throws {
    let cases: [(UInt8, UInt8, Int)] = [
      (1, 0, 1), (2, 0, 1), (4, 0, 1), (8, 0, 1), (16, 0, 2), (8, 2, 3), (16, 2, 6), (8, 4, 2),
      (16, 4, 4), (8, 6, 4), (16, 6, 8),
    ]
    for (depth, color, bytes) in cases {
      for isInterlaced: UInt8 in [0, 1] {
        var file = CraftedPng()
        (file.width, file.height, file.depth, file.color) = (1, 1, depth, color)
        file.methods[2] = isInterlaced
        file.rows = [0] + [UInt8](repeating: 255, count: bytes)
        #expect(try pixels(file) == [255], "\(color), \(depth) bits")
        file.rows.removeLast()
        #expect(throws: ImageError.self) { try pixels(file) }
      }
    }
  }
}
