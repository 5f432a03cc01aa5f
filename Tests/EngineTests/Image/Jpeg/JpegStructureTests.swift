import Testing

@testable import Engine

@Suite("JPEG structure")
struct JpegStructureTests {
  /// What is said of a crafted file that `change` made wrong.
  private func message(_ change: (inout CraftedJpeg) -> Void) -> String? {
    var file = CraftedJpeg()
    change(&file)
    let error = #expect(throws: ImageError.self) { try Image(decoding: file.bytes, named: "a") }
    return error?.message.replacing("the JPEG data is damaged: ", with: "")
  }

  @Test("the crafted file is whole: eight by eight pixels of middle gray")
  func whole() throws {
    let image = try Image(decoding: CraftedJpeg().bytes, named: "a", channels: 1)
    #expect((image.width, image.height) == (8, 8))
    #expect(image.pixels.allSatisfy { $0 == 128 })
  }

  @Test(
    "a Huffman table of more codes than stb has room for, or than its bits allow, is refused",
    arguments: [
      ([0, 255, 1] + [UInt8](repeating: 0, count: 14), 256, "a Huffman table has 256 codes"),
      ([0, 3] + [UInt8](repeating: 0, count: 15), 3, "a Huffman table has more codes of 1 bits"),
      ([0, 1, 1, 1, 3] + [UInt8](repeating: 0, count: 12), 6, "a Huffman table has more codes"),
      ([0x24] + [UInt8](repeating: 0, count: 16), 0, "a Huffman table has the number 36"),
      ([0x04] + [UInt8](repeating: 0, count: 16), 0, "a Huffman table has the number 4"),
      ([0, 5] + [UInt8](repeating: 0, count: 15), 2, "a Huffman table is cut short"),
    ] as [([UInt8], Int, String)])
  func codes(_ lengths: [UInt8], _ symbols: Int, _ expected: String) throws {
    let found = message { $0.dcCodes = lengths + [UInt8](repeating: 0, count: symbols) }
    #expect(try #require(found).hasPrefix(expected))
  }

  @Test(
    "a quantisation table is whole and one of four",
    arguments: [
      ([4] + [UInt8](repeating: 1, count: 64), "a quantisation table has the number 4"),
      ([0x20] + [UInt8](repeating: 1, count: 64), "a quantisation table has the number 32"),
      ([0] + [UInt8](repeating: 1, count: 63), "a quantisation table is cut short"),
    ] as [([UInt8], String)])
  func quantisation(_ table: [UInt8], _ expected: String) {
    #expect(message { $0.quantisation = table } == expected)
  }

  @Test("what a scan uses has to be there")
  func missing() {
    #expect(
      message { $0.quantisation = [] } == "a scan uses a quantisation table that is not there")
    for table in [\CraftedJpeg.dcCodes, \.acCodes] {
      #expect(
        message { $0[keyPath: table] = [] } == "a scan uses a Huffman table that is not there")
    }
    #expect(
      message { $0.scans[0].parts = [2, 0] }
        == "a scan names components or tables that are not there")
    #expect(
      message { $0.scans[0].parts = [1, 0x40] }
        == "a scan names components or tables that are not there")
  }

  @Test("components are 1, 3 or 4, of numbers and sampling factors that can be")
  func components() {
    let wrong = "the frame header describes its components wrongly"
    #expect(message { $0.components = [(1, 0x01, 0)] } == wrong)
    #expect(message { $0.components = [(1, 0x15, 0)] } == wrong)
    #expect(message { $0.components = [(1, 0x11, 4)] } == wrong)
    #expect(message { $0.components = [(1, 0x11, 0), (1, 0x11, 0), (2, 0x11, 0)] } == wrong)
    let two: [CraftedJpeg.Component] = [(1, 0x11, 0), (2, 0x11, 0)]
    #expect(message { $0.components = two } == "the frame header says 8×8 with 2 components")
  }

  @Test("components whose sizes are no multiples of one another are not supported")
  func unlikeSizes() {
    #expect(
      message { $0.components = [(1, 0x31, 0), (2, 0x21, 0), (3, 0x11, 0)] }
        == "JPEG with components of such unlike sizes is not supported")
  }

  @Test("every component needs data")
  func oneOfThree() {
    #expect(
      message { $0.components = [(1, 0x11, 0), (2, 0x11, 0), (3, 0x11, 0)] }
        == "there is no image data, or not of all components")
    #expect(message { $0.scans = [] } == "there is no image data, or not of all components")
  }

  @Test("scans of a sequential file hold all coefficients, once")
  func sequential() {
    let wrong = "a scan holds coefficients that it cannot"
    #expect(message { $0.scans[0].band = [1, 63, 0] } == wrong)
    #expect(message { $0.scans[0].band = [0, 63, 0x10] } == wrong)
    #expect(message { $0.scans.append($0.scans[0]) } == "its scans do not follow from one another")
  }

  @Test(
    "scans of a progressive file give every bit once, in order",
    arguments: [
      // The band, or the bits, are none.
      ([[0, 63, 0]], "a scan holds coefficients that it cannot"),
      ([[5, 4, 0]], "a scan holds coefficients that it cannot"),
      ([[0, 64, 0]], "a scan holds coefficients that it cannot"),
      ([[0, 0, 0x0E]], "a scan holds coefficients that it cannot"),
      ([[0, 0, 0x20]], "a scan holds coefficients that it cannot"),
      // They do not follow.
      ([[1, 63, 0]], "its scans do not follow from one another"),
      ([[0, 0, 0], [0, 0, 0]], "its scans do not follow from one another"),
      ([[0, 0, 0x10]], "its scans do not follow from one another"),
      ([[0, 0, 2], [0, 0, 0x10]], "its scans do not follow from one another"),
      ([[0, 0, 0], [1, 5, 0], [5, 9, 0]], "its scans do not follow from one another"),
    ] as [([[UInt8]], String)])
  func progressive(_ bands: [[UInt8]], _ expected: String) {
    let found = message {
      $0.frameMarker = 0xC2
      $0.scans = bands.map { CraftedJpeg.Scan(band: $0, bits: "0") }
    }
    #expect(found == expected)
  }

  @Test("a progressive file of scans that follow is read")
  func progressiveWhole() throws {
    var file = CraftedJpeg()
    file.frameMarker = 0xC2
    file.scans = [[0, 0, 1], [1, 63, 1], [0, 0, 0x10], [1, 63, 0x10]].map {
      CraftedJpeg.Scan(band: $0, bits: "0")
    }
    #expect(
      try Image(decoding: file.bytes, named: "a", channels: 1).pixels.allSatisfy { $0 == 128 })
  }

  @Test("scans that go over a large image again and again are refused before they are read")
  func manyScans() throws {
    var file = CraftedJpeg()
    file.frameMarker = 0xC2
    let reader = ByteReader([8, 0, 8, 0, 8, 1, 1, 0x11, 0])
    let frame = try JpegFrame(0xC2, at: 0..<9, of: reader, within: PixelLimit(100))
    let scan = try JpegScan(at: 0..<6, of: ByteReader([1, 1, 0, 0, 0, 0]), in: frame)
    var progress = JpegProgress(frame)
    let fault = #expect(throws: ImageFault.self) {
      try progress.begin(scan, blocks: JpegProgress.blockLimit + 1)
    }
    #expect(fault?.message == "the JPEG data goes over the image too many times")
  }

  @Test("markers and segments stand where they belong")
  func order() throws {
    let whole = CraftedJpeg().bytes
    func message(inserting segment: [UInt8], at place: Int) -> String? {
      let bytes = Array(whole[..<place] + segment + whole[place...])
      return #expect(throws: ImageError.self) { try Image(decoding: bytes, named: "a") }?.message
    }
    let damaged = "the JPEG data is damaged: "
    #expect(
      message(inserting: [0xFF, 0xD0], at: 2) == damaged + "a marker stands where none can")
    #expect(
      message(inserting: CraftedJpeg.segment(0xDA, [1, 1, 0, 0, 63, 0]), at: 2)
        == damaged + "a scan comes before the frame header")
    let frame = try #require(whole.indices.first { whole[$0...].starts(with: [0xFF, 0xC0]) })
    #expect(
      message(inserting: Array(whole[frame..<frame + 13]), at: frame)
        == damaged + "there are two frame headers")
    #expect(
      message(inserting: [0xFF, 0xDD, 0, 3, 1], at: 2)
        == damaged + "the restart interval is cut short")
    #expect(message(inserting: [0xFF, 0xE5, 0, 1], at: 2) == damaged + "a segment is 1 bytes long")
  }
}
