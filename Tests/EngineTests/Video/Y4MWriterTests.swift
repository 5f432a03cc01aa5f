import Engine
import TestSupport
import Testing

@Suite("Y4MWriter")
struct Y4MWriterTests {
  @Test("the header has size, rate, sampling and range")
  func header() throws {
    let writer = Y4MWriter(width: 3, height: 2, rate: try #require(FrameRate(30000, 1001)))
    #expect(
      String(decoding: writer.header, as: UTF8.self)
        == "YUV4MPEG2 W3 H2 F30000:1001 Ip A1:1 C420jpeg XCOLORRANGE=LIMITED\n")
  }

  @Test(
    "values are those of BT.601, limited range",
    arguments: [
      // Y = 0.299 R + 0.587 G + 0.114 B; 16 + 219 Y, 128 + 112 (B − Y) / 0.886 and
      // 128 + 112 (R − Y) / 0.701, colours from 0 to 1.
      ([0, 0, 0], [16, 128, 128]), ([255, 255, 255], [235, 128, 128]),
      ([255, 0, 0], [81, 90, 240]),
      ([0, 255, 0], [145, 54, 34]), ([0, 0, 255], [41, 240, 110]),
      ([200, 100, 50], [123, 91, 175]),
    ])
  func values(_ rgb: [UInt8], _ yuv: [UInt8]) throws {
    let image = try Image(width: 1, height: 1, channels: 3, pixels: rgb)
    let frame = Y4MWriter(width: 1, height: 1, rate: .assumed).frame(image)
    #expect(frame == Array("FRAME\n".utf8) + yuv)
  }

  @Test("chroma is the mean of four pixels; at odd edges, of those there are")
  func chroma() throws {
    // A red column, a black one, a red one: half red, then red.
    let row: [UInt8] = [255, 0, 0, 0, 0, 0, 255, 0, 0]
    let image = try Image(width: 3, height: 1, channels: 3, pixels: row)
    let frame = Y4MWriter(width: 3, height: 1, rate: .assumed).frame(image)
    #expect(Array(frame.dropFirst(6)) == [81, 16, 81, 109, 90, 184, 240])
  }

  @Test("gray pictures come back to the value", arguments: [0, 1, 100, 254, 255])
  func gray(_ value: UInt8) throws {
    let image = try Image(
      width: 5, height: 3, channels: 1, pixels: [UInt8](repeating: value, count: 15))
    let writer = Y4MWriter(width: 5, height: 3, rate: .assumed)
    var reader = try Y4MReader(
      reading: ByteSupplies.supply(writer.header + writer.frame(image)))
    let back = try #require(try reader.next()).image(channels: 1, named: "frame")
    #expect(back.pixels.allSatisfy { abs(Int($0) - Int(value)) <= 1 })
  }
}
