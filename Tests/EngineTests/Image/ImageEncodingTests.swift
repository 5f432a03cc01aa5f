import CfgParser
import Foundation
import Testing

@testable import Engine

@Suite("Image encoding")
struct ImageEncodingTests {
  private let picture = Image(
    width: ImageFixture.width, height: ImageFixture.height, channels: 3,
    validated: ImageFixture.color)

  /// Runs `body` with the path of a folder that is gone afterwards.
  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path(percentEncoded: false))
  }

  @Test("PNG and BMP come back as they were", arguments: [ImageFormat.png, .bmp], [1, 3])
  func lossless(_ format: ImageFormat, _ channels: Int) throws {
    let image = ImageFixture.noise(width: 19, height: 7, channels: channels)
    let bytes = try image.encoded(as: format)
    #expect(try Image(decoding: bytes, named: "a", channels: channels) == image)
  }

  @Test("JPEG comes back nearly as it was, the nearer the higher the quality")
  func jpeg() throws {
    let sizes = try [1, 50, 100].map { quality in
      let bytes = try picture.encoded(as: .jpeg, quality: quality)
      let back = try Image(decoding: bytes, named: "a")
      if quality == 100 {
        #expect(ImageFixture.largestDifference(back.pixels, picture.pixels) <= PixelTolerance.jpeg)
      }
      return bytes.count
    }
    #expect(sizes == sizes.sorted() && Set(sizes).count == 3)
  }

  @Test("JPEG takes a quality out of range for the nearest", arguments: [(-5, 1), (1000, 100)])
  func clampedQuality(_ given: Int, _ meant: Int) throws {
    let one = try picture.encoded(as: .jpeg, quality: given)
    #expect(one == (try picture.encoded(as: .jpeg, quality: meant)))
  }

  @Test("the extension chooses the format", arguments: ["a.jpg", "a.JPEG", "a.png", "a.b.bmp"])
  func byExtension(_ name: String) throws {
    try withFolder { folder in
      try picture.write(to: folder + "/" + name)
      let bytes = [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + name)))
      let ending = String(name.split(separator: ".").last ?? "")
      let found = try ImageFormat(sniffing: bytes)
      #expect(found == ImageFormat(pathExtension: ending))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [name])
    }
  }

  @Test(
    "other extensions are refused and leave no file",
    arguments: [
      ("a.gif", "'.gif' is not a format that is written"),
      ("a", "the name does not end in a format"),
      ("a.", "'.' is not a format that is written"),
    ])
  func badExtension(_ name: String, _ message: String) throws {
    try withFolder { folder in
      let error = #expect(throws: ImageError.self) { try picture.write(to: folder + "/" + name) }
      #expect(error?.code == .unsupported)
      #expect(error?.message == message)
      #expect(error?.help == "name the file .jpg, .png or .bmp")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(names.isEmpty)
    }
  }

  @Test("a file that was there is replaced, also behind a link, and keeps its permissions")
  func replaced() throws {
    try withFolder { folder in
      let (file, link) = (folder + "/a.png", folder + "/b.png")
      let permissions: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
      #expect(
        FileManager.default.createFile(atPath: file, contents: Data([1]), attributes: permissions))
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "a.png")
      try picture.write(to: link)
      #expect(try Image(contentsOf: file) == picture)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "a.png")
      let attributes = try FileManager.default.attributesOfItem(atPath: file)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test("a folder that is not there is an error in the system's words")
  func noFolder() {
    let error = #expect(throws: ImageError.self) { try picture.write(to: "no/such/a.png") }
    #expect(error?.code == .unwritable)
    #expect(
      error?.description
        == """
        no/such/a.png: error: cannot be created: no such file or directory
          help: the folder has to exist
        """)
  }

  @Test(
    "a device is written to directly, and a full one is an error",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func device() {
    #expect(throws: Never.self) { try picture.write(to: "/dev/null", as: .png) }
    let error = #expect(throws: ImageError.self) { try picture.write(to: "/dev/full", as: .png) }
    #expect(
      error?.description
        == "/dev/full: error: cannot be written: no space left on device")
  }

  @Test("a picture that JPEG has no numbers for is refused")
  func tooLarge() throws {
    let image = Image(
      width: 65536, height: 1, channels: 1, validated: [UInt8](repeating: 0, count: 65536))
    let error = #expect(throws: ImageError.self) { try image.encoded(as: .jpeg) }
    #expect(error?.description == "image: error: 65536×1 is too large for a JPEG file")
  }
}
