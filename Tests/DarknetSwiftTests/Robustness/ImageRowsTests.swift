import Engine
import Foundation
import TestSupport
import Testing

/// Images that are empty, damaged, too large, turned or of other formats, given to the built
/// program.
@Suite("Damaged and unusual images, given to the program")
struct ImageRowsTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    try command.folder.write(TinyNetworks.bitmap(red: 255), as: "first.bmp")
    try command.folder.write(TinyNetworks.bitmap(red: 255), as: "last.bmp")
  }

  /// A JPEG file of our own, of sixteen by sixteen pixels of noise.
  private func jpeg() throws -> [UInt8] {
    let pixels = (0..<768).map { UInt8(truncatingIfNeeded: $0 * $0 * 7 + $0 / 3) }
    return try Image(width: 16, height: 16, channels: 3, pixels: pixels).encoded(as: .jpeg)
  }

  private func png(width: Int = 16, height: Int = 16) throws -> [UInt8] {
    try Image(
      width: width, height: height, channels: 3,
      pixels: (0..<width * height).flatMap { _ in [255, 0, 0] as [UInt8] }
    ).encoded(as: .png)
  }

  /// The bytes with those of a JPEG's frame header changed; its offsets count from the marker.
  private func frame(_ changes: [Int: UInt8]) throws -> [UInt8] {
    var bytes = try jpeg()
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: [0xFF, 0xC0]) })
    for (offset, value) in changes { bytes[start + offset] = value }
    return bytes
  }

  private func fixture(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../EngineTests/Fixtures/images/" + name
    ).standardizedFileURL.path
  }

  /// Runs `detect` over the images between two whole ones: makes sure that it fails with exit status
  /// 1 and finds the ball in the whole ones, and returns the messages of the others, in order.
  private func messages(_ images: [[UInt8]], _ words: String...) throws -> [String] {
    let names = images.indices.map { "damaged\($0).jpg" }
    for (name, bytes) in zip(names, images) { try command.folder.write(bytes, as: name) }
    let outcome = try command.run(
      ["detect", "tiny.cfg", "first.bmp"] + names + ["last.bmp", "--format", "jsonl"] + words)
    #expect(outcome.status == 1)
    let results = try outcome.output.split(separator: "\n").map {
      try JSONResult.object(String($0))
    }
    try #require(results.count == images.count + 2)
    for whole in [results.first, results.last] {
      #expect((whole?["detections"] as? [Any])?.count == 1)
    }
    let messages = results.dropFirst().dropLast().map {
      ($0["error"] as? [String: String])?["message"] ?? "no error"
    }
    for (name, message) in zip(names, messages) {
      // Once on standard error as well, and nothing else about it but a line of help.
      let lines = outcome.errors.split(separator: "\n").filter { $0.hasPrefix(name) }
      #expect(lines == ["\(name): error: \(message)"])
    }
    return messages
  }

  private func detected(_ path: String, _ words: String...) throws -> [String: Any] {
    let outcome = try command.run(["detect", "tiny.cfg", path, "--format", "jsonl"] + words)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONResult.object(outcome.output)
  }

  @Test("row 55: an empty file, bytes of no kind and text named .jpg cost a line each")
  func noImage() throws {
    #expect(
      try messages([[], [0, 1, 2, 3, 4, 5, 6, 7], Array("Dear reader".utf8)]) == [
        "the file is empty", "not an image: the file starts with 00 01 02 03",
        "not an image: the file starts with 'Dear' (44 65 61 72)",
      ])
  }

  @Test("row 55: an only image that is none ends the program with status 65")
  func onlyImage() throws {
    try command.folder.write([UInt8](), as: "empty.jpg")
    #expect(try command("detect", "tiny.cfg", "empty.jpg").status == 65)
  }

  @Test("row 56: a JPEG that is cut, that lacks its end or has a wrong code is an error")
  func cutJpeg() throws {
    let whole = try jpeg()
    let scan = try #require(whole.indices.last { whole[$0...].starts(with: [0xFF, 0xDA]) })
    let noCode = whole[..<(scan + 14)] + [0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0xD9]
    let cut = "the JPEG data is damaged: the file ends before the image does"
    #expect(
      try messages([Array(whole[..<(whole.count / 2)]), whole.dropLast(2), Array(noCode)]) == [
        cut, cut, "the JPEG data is damaged: the coded data has a code of no table",
      ])
  }

  @Test("row 57: progressive, gray and CMYK JPEG are decoded")
  func kindsOfJpeg() throws {
    for name in ["progressive.jpg", "gray.jpg", "cmyk.jpg"] {
      #expect(try detected(fixture(name))["width"] as? Int == 24)
    }
  }

  @Test("row 57: arithmetic coding, 12 bits, lossless and late heights are named")
  func unsupportedJpeg() throws {
    #expect(
      try messages([
        frame([1: 0xC9]), frame([4: 12]), frame([1: 0xC3]), frame([5: 0, 6: 0]),
      ]) == [
        "arithmetic-coded JPEG is not supported", "JPEG with 12 bits a sample is not supported",
        "lossless and hierarchical JPEG are not supported",
        "JPEG that gives its height late is not supported",
      ])
  }

  @Test("row 58: PNG of 16 bits, 1 bit, with palette, alpha or interlaced is decoded")
  func kindsOfPng() throws {
    for name in ["rgb16", "bit", "palette", "rgba", "gray-alpha", "interlaced"] {
      #expect(try detected(fixture(name + ".png"))["width"] as? Int == 24)
    }
  }

  @Test("row 59: a PNG with a wrong checksum, or cut, is an error")
  func damagedPng() throws {
    var wrong = try png()
    wrong[45] ^= 1
    #expect(
      try messages([wrong, png().dropLast(9)]) == [
        "the PNG data is damaged: the checksum of 'IDAT' is wrong",
        "the PNG data is damaged: the file ends before the image does",
      ])
  }

  @Test("row 60: an image that says it is huge is refused with the numbers and the option")
  func bomb() throws {
    let side: [UInt8] = [0, 1, 0x86, 0xA0]
    var bitmap = TinyNetworks.bitmap()
    bitmap.replaceSubrange(18..<26, with: side.reversed() + side.reversed())
    let images = try [frame([5: 0xFF, 6: 0xFF, 7: 0xFF, 8: 0xFF]), bitmap]
    #expect(
      try messages(images) == [
        "65535×65535 are 4294836225 pixels, more than the limit of 100000000",
        "100000×100000 are 10000000000 pixels, more than the limit of 100000000",
      ])
  }

  @Test("row 60: --max-pixels sets the limit, and the help line names it")
  func maxPixels() throws {
    try command.folder.write(png(), as: "a.png")
    let outcome = try command("detect", "tiny.cfg", "a.png", "--max-pixels", "255", "--no-image")
    #expect(outcome.status == 65)
    #expect(
      outcome.errors == """
        a.png: error: 16×16 are 256 pixels, more than the limit of 255
          help: --max-pixels allows more, where the image can be trusted

        """)
    #expect(try detected("a.png", "--max-pixels", "256")["width"] as? Int == 16)
    for wrong in ["0", "-1", "many", "268435456"] {
      #expect(
        try command("detect", "tiny.cfg", "a.png", "--max-pixels=\(wrong)").status == 64, "\(wrong)"
      )
    }
  }

  @Test(
    "row 61: the smallest and the narrowest pictures give boxes inside them",
    arguments: [(1, 1), (2, 2), (1, 65535), (65535, 1)])
  func narrow(_ width: Int, _ height: Int) throws {
    try command.folder.write(png(width: width, height: height), as: "a.png")
    for resize in ["letterbox", "stretch"] {
      let result = try detected("a.png", "--resize", resize, "--thresh", "0.1")
      let found = try #require(result["detections"] as? [[String: Any]])
      // Stretched, the whole picture is red, and the box its middle half. Letterboxed, the box is
      // that of a net's cell, which is wider than such a picture; its middle is the picture's.
      #expect(resize == "letterbox" || found.count == 1)
      for entry in found {
        let box = try #require(entry["box"] as? [String: Double])
        let (x, y) = (try #require(box["x"]), try #require(box["y"]))
        let (w, h) = (try #require(box["width"]), try #require(box["height"]))
        #expect((0...Double(width)).contains(x + w / 2))
        #expect((0...Double(height)).contains(y + h / 2))
        if resize == "stretch" { #expect(x >= 0 && y >= 0 && x + w <= Double(width)) }
      }
    }
  }

  @Test("row 62: the content decides what a file is, not its name")
  func wrongName() throws {
    try command.folder.write(png(), as: "photo.jpg")
    #expect((try detected("photo.jpg")["detections"] as? [Any])?.count == 1)
  }

  @Test("row 63: damaged notes of a camera are ignored")
  func damagedNote() throws {
    let whole = try jpeg()
    for note in ["Exif\0\0", "Exif\0\0II*\0\u{7F}\u{7F}\u{7F}\u{7F}", "Exif\0\0XX*\0abcdefgh"] {
      let segment = [0xFF, 0xE1, 0, UInt8(note.utf8.count + 2)] + Array(note.utf8)
      try command.folder.write(whole[..<2] + segment + whole[2...], as: "note.jpg")
      #expect(try detected("note.jpg")["width"] as? Int == 16)
    }
  }

  @Test("row 64: animated and many-paged formats are refused by name, with what to do")
  func otherFormats() throws {
    let starts = ["GIF89a\u{10}\0\u{10}\0", "RIFF\u{10}\0\0\0WEBPVP8X", "II*\0\u{8}\0\0\0"]
    #expect(
      try messages(starts.map { Array($0.utf8) })
        == ["GIF", "WebP", "TIFF"].map {
          "\($0) images are not supported"
        })
    let outcome = try command("detect", "tiny.cfg", "damaged0.jpg")
    #expect(outcome.errors.hasSuffix("\n  help: convert it to JPEG, PNG or BMP\n"))
  }
}
