import CfgParser
import Testing
import TestSupport

@testable import Engine

@Suite("WeightsFile")
struct WeightsFileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func file(_ bytes: [UInt8]) throws -> WeightsFile {
    try WeightsFile(contentsOf: folder.write(bytes, as: "net.weights"))
  }

  @Test(
    "the header takes 20 bytes from version 0.2 on, 16 before and with the transposed flag",
    arguments: [
      (0, 1, 16, false), (0, 2, 20, false), (0, 3, 20, false), (1, 0, 20, false),
      (1001, 0, 16, true), (0, 1001, 16, true), (1000, 0, 16, false),
    ] as [(Int32, Int32, Int, Bool)])
  func headerWidth(_ major: Int32, _ minor: Int32, _ byteCount: Int, _ isTransposed: Bool) throws {
    let file = try file(
      WeightsBytes.file(
        [1, 2, 3], header: WeightsBytes.header(major: major, minor: minor, seen: 7)))
    #expect(file.header.byteCount == byteCount)
    #expect(file.header.isTransposed == isTransposed)
    #expect(file.header.seen == 7)
    #expect(file.valueCount == 3)
  }

  @Test("the counter of images has 64 bits")
  func wideCounter() throws {
    let file = try file(WeightsBytes.file([1], header: WeightsBytes.header(seen: 5_000_000_000)))
    #expect(file.header.seen == 5_000_000_000)
  }

  @Test("revision 5 was written by AlexeyAB's program, others by the original")
  func dialect() throws {
    #expect(try file(WeightsBytes.header(revision: 5)).header.dialect == .alexeyab)
    #expect(try file(WeightsBytes.header(revision: 0)).header.dialect == .pjreddie)
  }

  @Test("a missing file is named with what the system says")
  func missing() {
    let error = #expect(throws: WeightsError.self) {
      try WeightsFile(contentsOf: "nowhere.weights")
    }
    #expect(error?.code == .unreadable)
    #expect(
      error?.description
        == "nowhere.weights: error: cannot be opened: no such file or directory")
  }

  @Test("a folder and a device are no weights files", arguments: ["/", "/dev/null"])
  func irregular(_ path: String) {
    let error = #expect(throws: WeightsError.self) { try WeightsFile(contentsOf: path) }
    #expect(error?.code == .notWeights)
  }

  @Test("fewer bytes than a header are too few", arguments: [0, 1, 12, 15])
  func noHeader(_ count: Int) {
    let error = #expect(throws: WeightsError.self) {
      try file(Array(WeightsBytes.header().prefix(count)))
    }
    #expect(error?.code == .tooShort)
    #expect(error?.message == "the file has \(count) bytes, a header alone takes 16 or 20")
  }

  @Test("half a value at the end is not counted as one")
  func halfAValue() throws {
    let file = try file(WeightsBytes.file([1, 2]) + [0, 0, 0])
    #expect((file.valueCount, file.looseByteCount) == (2, 3))
    #expect(try self.file(WeightsBytes.file([1, 2])).looseByteCount == 0)
  }

  @Test("a big-endian or random version is refused with its numbers")
  func absurdVersion() {
    let error = #expect(throws: WeightsError.self) {
      try file([0, 0, 0, 1] + [UInt8](repeating: 0, count: 40))
    }
    #expect(error?.code == .notWeights)
    #expect(
      error?.message
        == "the file starts with version 16777216.0, weights files have 0.1, 0.2 or the like")
  }

  @Test(
    "what was given instead of weights is named",
    arguments: [
      ("<!DOCTYPE html><html>not found</html>", "a web page, not weights"),
      ("\n  <html>", "a web page, not weights"),
      (
        "version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
        "a Git-LFS pointer, not the file it stands for"
      ),
      ("[net]\nwidth=416\n", "a cfg file, not weights"),
      ("see the other folder", "text, not weights"),
      (
        "PK\u{3}\u{4}rest of the archive",
        "a zip archive (PyTorch models and NumPy archives are such)"
      ),
      ("GGUF and then numbers", "a GGUF model"),
    ])
  func foreign(_ text: String, _ what: String) {
    let error = #expect(throws: WeightsError.self) { try file(Array(text.utf8)) }
    #expect(error?.code == .notWeights)
    #expect(error?.message == "the file is \(what)")
  }

  @Test(
    "binary files of other kinds are named",
    arguments: [
      ([0x1F, 0x8B, 8, 0], "a gzip archive"),
      ([0x80, 0x02, 0x8A], "a Python pickle (PyTorch models are such)"),
      ([0x08, 0x07, 0x12, 0x04], "an ONNX model"),
      ([0x40, 1, 0, 0, 0, 0, 0, 0, 0x7B, 0x22], "a safetensors model"),
    ] as [([UInt8], String)])
  func foreignBinary(_ start: [UInt8], _ what: String) {
    let error = #expect(throws: WeightsError.self) {
      try file(start + [UInt8](repeating: 0x90, count: 64))
    }
    #expect(error?.message == "the file is \(what)")
  }

  @Test("bytes that went through a text conversion are recognised")
  func mangled() {
    let mark: [UInt8] = [0xEF, 0xBF, 0xBD]
    let error = #expect(throws: WeightsError.self) {
      try file(WeightsBytes.header() + mark + [0, 1] + mark + [9] + mark + mark)
    }
    #expect(error?.message.hasPrefix("the file is damaged by a text conversion") == true)
  }
}
