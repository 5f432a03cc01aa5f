import Engine
import TestSupport
import Testing

@Suite("raw frames")
struct RawFrameTests {
  private func image(
    _ bytes: [UInt8], _ width: Int, _ height: Int, _ format: PixelFormat,
    _ coding: ColorCoding = ColorCoding(.bt601), channels: Int = 3
  ) throws -> Image {
    let layout = try RawFrameLayout(
      width: width, height: height, format: format, coding: coding)
    var reader = RawFrameReader(layout, reading: ByteSupplies.supply(bytes, portion: 2))
    return try #require(try reader.next()).image(channels: channels, named: "frame")
  }

  @Test(
    "colours are those of the standards, rounded",
    arguments: [
      // Y, Cb, Cr → R, G, B, worked out by hand: (Y − 16) · 255/219, Cr · 1.402 · 255/224, …
      (ColorCoding(.bt601), [16, 128, 128], [0, 0, 0]),
      (ColorCoding(.bt601), [235, 128, 128], [255, 255, 255]),
      (ColorCoding(.bt601), [81, 90, 240], [254, 0, 0]),
      (ColorCoding(.bt601), [145, 54, 34], [0, 255, 1]),
      (ColorCoding(.bt601), [126, 128, 128], [128, 128, 128]),
      (ColorCoding(.bt601), [126, 148, 108], [96, 137, 168]),
      (ColorCoding(.bt709), [63, 102, 240], [255, 1, 0]),
      (ColorCoding(.bt709), [126, 148, 108], [92, 134, 170]),
      (ColorCoding(.bt601, .full), [76, 85, 255], [254, 0, 0]),
      (ColorCoding(.bt601, .full), [100, 138, 118], [86, 104, 118]),
      // Beyond the range: cut off.
      (ColorCoding(.bt601), [255, 128, 128], [255, 255, 255]),
      (ColorCoding(.bt601), [0, 255, 0], [0, 36, 238]),
    ])
  func colors(_ coding: ColorCoding, _ yuv: [UInt8], _ rgb: [UInt8]) throws {
    #expect(try image(yuv, 1, 1, .yuv444p, coding).pixels == rgb)
  }

  @Test(
    "pixels share chroma with their neighbours, at odd edges too",
    arguments: [
      (PixelFormat.yuv420p, [0, 0, 1, 0, 0, 1, 2, 2, 3]),
      (.yuv422p, [0, 0, 1, 2, 2, 3, 4, 4, 5]),
      (.yuv411p, [0, 0, 0, 1, 1, 1, 2, 2, 2]),
      (.yuv440p, [0, 1, 2, 0, 1, 2, 3, 4, 5]),
      (.yuv444p, [0, 1, 2, 3, 4, 5, 6, 7, 8]),
    ])
  func sharing(_ format: PixelFormat, _ places: [Int]) throws {
    // Blue differences 128 + 4 · place; with luma 100, blue is 100 + 1.772 · 4 · place.
    let count = (format.byteCount(width: 3, height: 3) - 9) / 2
    let luma = [UInt8](repeating: 100, count: 9)
    let blues = (0..<count).map { UInt8(128 + 4 * $0) }
    let bytes = luma + blues + [UInt8](repeating: 128, count: count)
    let pixels = try image(bytes, 3, 3, format, ColorCoding(.bt601, .full)).pixels
    let expected = places.map { UInt8((100 + 1.772 * 4 * Double($0)).rounded()) }
    #expect(stride(from: 2, to: 27, by: 3).map { pixels[$0] } == expected)
  }

  @Test("other numbers of channels than an image has are refused", arguments: [0, 2, 4])
  func channels(_ count: Int) {
    let error = #expect(throws: ImageError.self) {
      try image([1, 2, 3], 1, 1, .rgb24, channels: count)
    }
    #expect(error?.code == .badShape)
    #expect(throws: ImageError.self) { try image([1, 2, 3], 1, 1, .yuv444p, channels: count) }
  }

  @Test("nv12 has the planes of yuv420p, its chroma in pairs")
  func pairs() throws {
    let luma = (0..<15).map { UInt8(16 * $0) }
    let (u, v): ([UInt8], [UInt8]) = ([10, 60, 110, 160, 210, 250], [250, 200, 150, 100, 50, 0])
    let planes = try image(luma + u + v, 5, 3, .yuv420p)
    let pairs = try image(luma + zip(u, v).flatMap { [$0, $1] }, 5, 3, .nv12)
    #expect(planes == pairs)
  }

  @Test("bgr24 and rgb24 differ in the order of colours")
  func order() throws {
    #expect(try image([1, 2, 3, 4, 5, 6], 2, 1, .rgb24).pixels == [1, 2, 3, 4, 5, 6])
    #expect(try image([1, 2, 3, 4, 5, 6], 2, 1, .bgr24).pixels == [3, 2, 1, 6, 5, 4])
  }

  @Test("gray networks get the luma, at full range")
  func gray() throws {
    #expect(try image([16, 235, 0, 0], 2, 1, .yuv420p, channels: 1).pixels == [0, 255])
    #expect(try image([16, 235], 2, 1, .gray8, channels: 1).pixels == [16, 235])
    #expect(try image([16, 235], 2, 1, .gray8).pixels == [16, 16, 16, 235, 235, 235])
  }

  @Test(
    "sizes of frames count odd rows and columns up",
    arguments: [
      (PixelFormat.rgb24, 45), (.gray8, 15), (.yuv420p, 27), (.nv12, 27), (.yuv422p, 33),
      (.yuv411p, 27), (.yuv444p, 45), (.yuva444p, 60), (.yuv440p, 35), (.bgr24, 45),
    ])
  func byteCount(_ format: PixelFormat, _ count: Int) {
    #expect(format.byteCount(width: 5, height: 3) == count)
  }

  @Test(
    "frames without a pixel and beyond all measure are refused",
    arguments: [(0, 1), (1, 0), (-1, -1), (Int.max, 2), (100_000, 100_000)])
  func badShape(_ width: Int, _ height: Int) {
    let error = #expect(throws: VideoError.self) {
      try RawFrameLayout(
        width: width, height: height, format: .rgb24, coding: ColorCoding(.bt601))
    }
    #expect(error?.code == .badShape)
  }

  @Test("a stream that ends inside a frame gives those before, then an error")
  func truncated() throws {
    let layout = try RawFrameLayout(
      width: 2, height: 1, format: .gray8, coding: ColorCoding(.bt601))
    var reader = RawFrameReader(layout, reading: ByteSupplies.supply([1, 2, 3]))
    #expect(try reader.next()?.index == 0)
    let error = #expect(throws: VideoError.self) { try reader.next() }
    #expect(error?.code == .truncated)
    #expect(error?.message == "the stream ends inside frame 1: 1 of its 2 bytes are there")
  }
}
