import Engine
import TestSupport
import Testing

@Suite("MJPEGReader")
struct MJPEGReaderTests {
  /// What became of the frames: red, black or the message.
  private func frames(_ bytes: [UInt8], portion: Int = 50) throws -> [String] {
    var reader = MJPEGReader(reading: ByteSupplies.supply(bytes, portion: portion))
    var results: [String] = []
    while let frame = try reader.next() {
      #expect(frame.index == results.count)
      do {
        let image = try frame.image(named: "frame")
        results.append(image.pixels[0] > 128 ? "red" : "black")
      } catch {
        results.append(error.message)
      }
    }
    return results
  }

  private let red: [UInt8]
  private let black: [UInt8]

  init() throws {
    red = try TestClip.mjpeg("r")
    black = try TestClip.mjpeg("b")
  }

  @Test("images follow each other, however the bytes arrive", arguments: [1, 7, 1 << 20])
  func plain(_ portion: Int) throws {
    #expect(try frames(red + black + red, portion: portion) == ["red", "black", "red"])
  }

  @Test("what stands between images is skipped")
  func between() throws {
    let part = Array("\r\n--b\r\nContent-Type: image/jpeg\r\nContent-Length: 9\r\n\r\n".utf8)
    let garbage: [UInt8] = [0xFF, 0xD8, 0x00, 0xFF, 0xFF, 0xD9]
    #expect(
      try frames(part + red + part + black + garbage + red + [0xFF]) == ["red", "black", "red"])
  }

  @Test("a thumbnail inside an image is no frame")
  func thumbnail() throws {
    let payload = Array("Exif\0\0".utf8) + black
    let segment = [0xFF, 0xE1, UInt8((payload.count + 2) >> 8), UInt8((payload.count + 2) & 0xFF)]
    let image = red.prefix(2) + segment + payload + red.dropFirst(2)
    #expect(try frames(Array(image) + black) == ["red", "black"])
  }

  @Test("markers of restarts and filling belong to the image")
  func restarts() throws {
    // Before the coded data's end marker: a restart, and a marker with filling before it.
    let image = red.dropLast(2) + [0xFF, 0xD0, 0x12, 0xFF, 0xFF, 0xD9]
    #expect(try frames(Array(image) + black).last == "black")
    #expect(try frames(Array(image) + black).count == 2)
  }

  @Test(
    "an image that is cut short is an error in its place, wherever it is", arguments: [20, 300])
  func cut(_ missing: Int) throws {
    let results = try frames(red + Array(red.dropLast(missing)) + black + black)
    #expect(results.count == 4)
    #expect(results[0] == "red")
    #expect(results[1].hasPrefix("the JPEG data is damaged: "))
    #expect(results.suffix(2) == ["black", "black"])
  }

  @Test("the last image may be cut short, too", arguments: [1, 3, 20, 300])
  func cutLast(_ missing: Int) throws {
    let results = try frames(red + black.dropLast(missing))
    #expect(results == ["red", "the JPEG data is damaged: the stream ends before the image does"])
  }

  @Test("a segment of wrong length does not swallow the next image")
  func wrongLength() throws {
    var broken = red
    // The first segment claims to have 4,000 bytes, more than the image.
    (broken[4], broken[5]) = (0x0F, 0xA0)
    let results = try frames(broken + black + black + black + black + black + black + black + black)
    #expect(results[0].hasPrefix("the JPEG data is damaged: "))
    #expect(results.dropFirst() == Array(repeating: "black", count: 8)[...])
  }

  @Test("a stream without any image is an error, an empty one has no frames")
  func none() throws {
    #expect(try frames([]) == [])
    let error = #expect(throws: VideoError.self) { try frames([1, 0xFF, 0xD8, 2, 3]) }
    #expect(error?.message == "there is no JPEG image in the stream")
  }
}
