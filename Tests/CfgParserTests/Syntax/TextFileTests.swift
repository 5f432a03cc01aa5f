import CfgParser
import Foundation
import Testing

@Suite("text files")
struct TextFileTests {
  private func error(reading path: String) -> CfgError? {
    do {
      _ = try CfgDocument(contentsOf: path)
      return nil
    } catch {
      return error
    }
  }

  @Test("a file reads as its text does")
  func contents() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "cfg-\(UInt64.random(in: 0 ... .max)).cfg"
    ).path
    let text = "[net]\n" + String(repeating: "# a long comment\n", count: 10_000) + "inputs=3\n"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try CfgDocument(contentsOf: path) == CfgDocument(parsing: text, file: path))
  }

  @Test("a file that is not there says so with the system's words")
  func missing() {
    let error = error(reading: "/nowhere/net.cfg")
    #expect(error?.code == .unreadable)
    #expect(error?.description == "/nowhere/net.cfg: error: no such file or directory")
  }

  @Test(
    "what is no file is named",
    arguments: [
      ("/", "/: error: is a directory, not a file"),
      ("/dev/zero", "/dev/zero: error: is no regular file"),
      ("a\0b", "a\0b: error: a path holds no NUL character"),
    ])
  func noFile(_ path: String, _ expected: String) {
    #expect(error(reading: path)?.description == expected)
  }
}
