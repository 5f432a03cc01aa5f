import Engine
import TestSupport
import Testing

@Suite("Y4MReader")
struct Y4MReaderTests {
  private func reader(_ text: String, _ frames: [UInt8] = []) throws -> Y4MReader {
    try Y4MReader(reading: ByteSupplies.supply(Array(text.utf8) + frames, portion: 7))
  }

  @Test(
    "formats of 8 bits are read, interlaced or not, whatever notes there are",
    arguments: [
      ("", PixelFormat.yuv420p), (" C420", .yuv420p), (" C420jpeg", .yuv420p),
      (" C420paldv Ib", .yuv420p), (" C420mpeg2 It A128:117", .yuv420p), (" C422 Im", .yuv422p),
      (" C444", .yuv444p), (" C444alpha", .yuva444p), (" C411 I?", .yuv411p), (" C440", .yuv440p),
      (" Cmono Ip XYSCSS=X XCOLORRANGE=FULL Z", .gray8),
    ])
  func formats(_ tags: String, _ format: PixelFormat) throws {
    let count = format.byteCount(width: 3, height: 1)
    var reader = try reader(
      "YUV4MPEG2 W3 H1 F30000:1001\(tags)\nFRAME Ipp XQ\n", [UInt8](repeating: 9, count: count))
    #expect(reader.header.layout.format == format)
    #expect(reader.rate == FrameRate(30000, 1001))
    let image = try #require(try reader.next()).image(named: "frame")
    #expect((image.width, image.height, image.channels) == (3, 1, 3))
    #expect(try reader.next() == nil)
  }

  @Test("frames have numbers and times")
  func frames() throws {
    let rate = try #require(FrameRate(10, 4))
    var reader = try Y4MReader(
      reading: ByteSupplies.supply(TestClip.y4m("rbr", rate: rate), portion: 100))
    var places: [[Double]] = []
    var reds: [UInt8] = []
    while let frame = try reader.next() {
      places.append([Double(frame.index), frame.seconds])
      reds.append(try frame.image(named: "frame").pixels[0])
    }
    #expect(places == [[0, 0], [1, 0.4], [2, 0.8]])
    #expect(reds == [254, 0, 254])
  }

  @Test(
    "the range is what the header says, else what was asked for, else limited",
    arguments: [
      (" XCOLORRANGE=FULL", nil, .full), ("", nil, .limited), ("", .full, .full),
      (" XCOLORRANGE=LIMITED", .full, .limited),
    ] as [(String, ColorCoding.Range?, ColorCoding.Range)])
  func range(_ tag: String, _ wanted: ColorCoding.Range?, _ expected: ColorCoding.Range) throws {
    let reader = try Y4MReader(
      range: wanted, reading: ByteSupplies.supply(Array("YUV4MPEG2 W1 H1\(tag)\n".utf8)))
    #expect(reader.header.layout.coding.range == expected)
  }

  @Test(
    "the matrix is BT.601 for small pictures and BT.709 for large ones, unless it is given",
    arguments: [
      (640, 480, nil, .bt601), (1280, 534, nil, .bt709), (720, 720, nil, .bt709),
      (640, 480, .bt709, .bt709), (1920, 1080, .bt601, .bt601),
    ] as [(Int, Int, ColorCoding.Matrix?, ColorCoding.Matrix)])
  func matrix(
    _ width: Int, _ height: Int, _ wanted: ColorCoding.Matrix?, _ expected: ColorCoding.Matrix
  ) throws {
    let reader = try Y4MReader(
      matrix: wanted,
      reading: ByteSupplies.supply(Array("YUV4MPEG2 W\(width) H\(height)\n".utf8)))
    #expect(reader.header.layout.coding.matrix == expected)
  }

  @Test("a rate nobody knows is 25", arguments: ["", " F0:0"])
  func unknownRate(_ tag: String) throws {
    #expect(try reader("YUV4MPEG2 W1 H1\(tag)\n").rate == FrameRate(25))
  }

  @Test(
    "headers that cannot be used are told",
    arguments: [
      ("YUV4MPEG W1 H1\n", "not a y4m stream: it does not start with 'YUV4MPEG2'"),
      (" YUV4MPEG2 W1 H1\n", "not a y4m stream: it does not start with 'YUV4MPEG2'"),
      ("YUV4MPEG2 W1 H1", "the y4m header has no end"),
      ("YUV4MPEG2 H1\n", "the y4m header has no width"),
      ("YUV4MPEG2 W1\n", "the y4m header has no height"),
      ("YUV4MPEG2 W0 H1\n", "the y4m header's width '0' is not a number from 1 on"),
      ("YUV4MPEG2 W1 H9x\n", "the y4m header's height '9x' is not a number from 1 on"),
      (
        "YUV4MPEG2 W1 H1 F25\n", "the y4m header's rate '25' is not a fraction such as 30000:1001"
      ),
      (
        "YUV4MPEG2 W1 H1 C420p10\n", "frames of 'C420p10' have more than 8 bits a value; 8 are read"
      ),
      (
        "YUV4MPEG2 W1 H1 Cmono16\n", "frames of 'Cmono16' have more than 8 bits a value; 8 are read"
      ),
      ("YUV4MPEG2 W1 H1 C999x\n", "frames of 'C999x' are not known"),
      (
        "YUV4MPEG2 W99999 H99999\n",
        "frames of 99999×99999; 1 to 100000000 pixels are possible"
      ),
    ])
  func badHeader(_ text: String, _ message: String) {
    let error = #expect(throws: VideoError.self) { try reader(text) }
    #expect(error?.message == message)
  }

  @Test(
    "a stream that breaks off gives the frames before, then an error",
    arguments: [
      ("FRAME\n\u{1}", VideoError.Code.truncated), ("FRAME", .truncated), ("FR", .truncated),
      ("GARBAGE\n", .damaged), ("FRAMEX\n\u{1}\u{1}\u{1}", .damaged),
    ])
  func brokenOff(_ rest: String, _ code: VideoError.Code) throws {
    var reader = try reader("YUV4MPEG2 W1 H1\nFRAME\n\u{1}\u{1}\u{1}\(rest)")
    #expect(try reader.next()?.index == 0)
    let error = #expect(throws: VideoError.self) { try reader.next() }
    #expect(error?.code == code)
    #expect(error?.message.contains("frame 1") == true)
  }

  @Test("what stands in the place of a frame is told")
  func damaged() throws {
    var reader = try reader("YUV4MPEG2 W1 H1\nHELLO WORLD\n")
    let error = #expect(throws: VideoError.self) { try reader.next() }
    #expect(
      error?.message == "where frame 0 should start with 'FRAME', there is 48 45 4C 4C 4F")
  }
}
