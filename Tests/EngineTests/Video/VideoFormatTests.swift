import Engine
import TestSupport
import Testing

@Suite("VideoFormat")
struct VideoFormatTests {
  @Test(
    "streams are told by how they start",
    arguments: [
      ("YUV4MPEG2 W1 H1\n", .y4m), ("YUV4MPEG2", .y4m), ("YUV4", nil), ("", nil),
      ("--b\r\nContent-Type: image/jpeg\r\n\r\n", .mjpeg),
      ("\r\n--b\r\nContent-type: image/jpeg\r\n\r\n", .mjpeg), ("--b\r\nContent-Type: text", nil),
      ("\u{0}\u{0}\u{0} ftypisom", nil), ("RIFF....AVI ", nil),
    ] as [(String, VideoFormat?)])
  func text(_ text: String, _ format: VideoFormat?) {
    #expect(VideoFormat(sniffing: Array(text.utf8)) == format)
  }

  @Test("a JPEG image is the start of more")
  func jpeg() throws {
    #expect(VideoFormat(sniffing: try TestClip.mjpeg("r")) == .mjpeg)
  }
}
