import CfgParser
import Testing

@testable import Engine

@Suite("ImageError")
struct ImageErrorTests {
  /// The text of the error that decoding `bytes` ends in.
  private func message(decoding bytes: [UInt8], named name: String = "a.jpg") -> String? {
    #expect(throws: ImageError.self) { try Image(decoding: bytes, named: name) }?.description
  }

  @Test("says how a file that is no image starts")
  func notAnImage() {
    let text = """
      notes.txt: error: not an image: the file starts with 'Dear' (44 65 61 72)
        help: JPEG, PNG and BMP files can be read
      """
    #expect(message(decoding: Array("Dear reader".utf8), named: "notes.txt") == text)
    let binary = """
      a.jpg: error: not an image: the file starts with 00 0F F0 07
        help: JPEG, PNG and BMP files can be read
      """
    #expect(message(decoding: [0, 15, 240, 7, 1]) == binary)
  }

  @Test("says that a file is empty")
  func empty() {
    let text = """
      a.jpg: error: the file is empty
        help: JPEG, PNG and BMP files can be read
      """
    #expect(message(decoding: []) == text)
  }

  @Test(
    "names the kinds of image that are not supported",
    arguments: [
      ("GIF", "GIF89a"), ("WebP", "RIFF\0\0\0\0WEBPVP8 "), ("TIFF", "II*\0"), ("TIFF", "MM\0*"),
      ("AVIF", "\0\0\0 ftypavif"), ("AVIF", "\0\0\0 ftypavis"), ("HEIC", "\0\0\0 ftypheic"),
      ("HEIC", "\0\0\0 ftypmif1"), ("PNM", "P6\n2 2 255"), ("PNM", "P5 2 2 255 "),
      ("JPEG XL", "\0\0\0\u{C}JXL "), ("JPEG 2000", "\0\0\0\u{C}jP  "), ("Photoshop", "8BPS"),
      ("Radiance HDR", "#?RADIANCE\n"), ("QOI", "qoif"), ("ICO", "\0\0\u{1}\0"), ("SVG", "<svg>"),
      ("SVG", "\u{FEFF}<?xml version='1.0'?>\n<SVG xmlns="),
    ])
  func unsupported(_ name: String, _ start: String) {
    let error = #expect(throws: ImageError.self) {
      try Image(decoding: Array(start.utf8), named: "a.jpg")
    }
    #expect(error?.code == .unsupported)
    #expect(error?.message == "\(name) images are not supported")
    #expect(error?.help == "convert it to JPEG, PNG or BMP")
  }

  @Test(
    "names kinds of image whose first bytes are no text",
    arguments: [
      ("JPEG XL", [0xFF, 0x0A, 0, 0]), ("JPEG 2000", [0xFF, 0x4F, 0xFF, 0x51]),
      ("Softimage PIC", [0x53, 0x80, 0xF6, 0x34]), ("OpenEXR", [0x76, 0x2F, 0x31, 0x01]),
    ] as [(String, [UInt8])])
  func unsupportedBytes(_ name: String, _ start: [UInt8]) {
    let error = #expect(throws: ImageError.self) { try Image(decoding: start, named: "a.jpg") }
    #expect(error?.message == "\(name) images are not supported")
  }

  @Test(
    "names other kinds of file",
    arguments: [
      ("a web page (HTML)", "<!DOCTYPE html>"), ("a web page (HTML)", "<html>"),
      ("a web page (HTML)", "\u{FEFF}\r\n <!doctype HTML>"), ("an XML document", "<?xml?><a/>"),
      ("a PDF document", "%PDF-1.4"), ("a ZIP archive", "PK\u{3}\u{4}"),
      ("a Git LFS pointer", "version https://git-lfs.github.com/spec/v1"),
      ("an MP4 video", "\0\0\0 ftypisom"),
    ])
  func otherFile(_ name: String, _ start: String) {
    let error = #expect(throws: ImageError.self) {
      try Image(decoding: Array(start.utf8), named: "a.jpg")
    }
    #expect(error?.code == .notAnImage)
    #expect(error?.message == "not an image: this is \(name)")
  }

  @Test("says why the system does not give a file")
  func unreadable() {
    let error = #expect(throws: ImageError.self) { try Image(contentsOf: "no/such/dog.jpg") }
    #expect(error?.code == .unreadable)
    #expect(
      error?.description
        == "no/such/dog.jpg: error: the file cannot be read: no such file or directory")
  }

  @Test("says that a folder is one")
  func folder() {
    let error = #expect(throws: ImageError.self) { try Image(contentsOf: "/") }
    #expect(error?.description == "/: error: a directory, not an image")
  }

  @Test("does not read on from a device that does not start as an image")
  func endlessDevice() {
    let error = #expect(throws: ImageError.self) { try Image(contentsOf: "/dev/zero") }
    #expect(error?.code == .notAnImage)
  }

  @Test("says that a file ends early", arguments: [("full.jpg", "JPEG"), ("rgb.png", "PNG")])
  func truncated(_ name: String, _ format: String) throws {
    let text = """
      a.jpg: error: the \(format) data is damaged: the file ends before the image does
        help: the download may be incomplete
      """
    #expect(message(decoding: try ImageFixture.bytes(name).dropLast(3)) == text)
  }

  @Test("says that a checksum is wrong")
  func checksum() throws {
    var bytes = try ImageFixture.bytes("rgb.png")
    bytes[60] ^= 1
    let text = "a.jpg: error: the PNG data is damaged: the checksum of 'IDAT' is wrong"
    #expect(message(decoding: bytes) == text)
  }

  @Test("passes on what stb says of broken data")
  func brokenData() throws {
    var bytes = try ImageFixture.bytes("full.jpg")
    // A segment that may stand there and means nothing to stb.
    bytes.insert(contentsOf: [0xFF, 0xF0, 0, 2], at: 2)
    #expect(
      message(decoding: bytes)
        == "a.jpg: error: the JPEG data is damaged (stb_image: 'unknown marker')")
  }

  @Test(
    "names what JPEG files may be and are not read", arguments: [(0xC9, "arithmetic-coded JPEG")])
  func unreadJpeg(_ marker: UInt8, _ kind: String) throws {
    var bytes = try ImageFixture.bytes("full.jpg")
    let frame = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xC0]) })
    bytes[frame + 1] = marker
    let text = """
      a.jpg: error: \(kind) is not supported
        help: convert it to JPEG, PNG or BMP
      """
    #expect(message(decoding: bytes) == text)
  }

  @Test("says that a JPEG has 12 bits a sample")
  func deepJpeg() throws {
    var bytes = try ImageFixture.bytes("full.jpg")
    let frame = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xC0]) })
    bytes[frame + 4] = 12
    let text = """
      a.jpg: error: JPEG with 12 bits a sample is not supported
        help: convert it to JPEG, PNG or BMP
      """
    #expect(message(decoding: bytes) == text)
  }
}
