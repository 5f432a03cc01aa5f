import Foundation
import TestSupport
import Testing

/// Results that were torn or touched between two runs, and are gone on with.
@Suite("robustness: runs that are resumed")
struct ResumedRunTests {
  private let command: CommandRunner
  private let words: [String]

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    for name in ["a", "b", "c"] {
      try command.folder.write(TinyNetworks.bitmap(red: 255), as: "\(name).bmp")
    }
    words = ["detect", "tiny.cfg", "a.bmp", "a.bmp", "b.bmp", "a.bmp", "c.bmp"]
  }

  private func resume(_ format: String) throws -> CommandRunner.Outcome {
    try command.run(words + ["--format", format, "-o", "found", "--resume"])
  }

  private func found() throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: command.folder.path("found"))))
  }

  @Test(
    "wherever the file was torn, the run ends with the lines of one that was not",
    arguments: ["jsonl", "csv"])
  func torn(_ format: String) throws {
    #expect(try resume(format).status == 0)
    let whole = try found()
    // Behind every line, in the middle of one, and one byte before its end.
    let ends = whole.indices.filter { whole[$0] == UInt8(ascii: "\n") }
    for end in ends {
      for cut in [end + 1, end, max(0, end - 40)] {
        try command.folder.write(Array(whole[..<cut]), as: "found")
        #expect(try resume(format).status == 0)
        #expect(try found() == whole)
      }
    }
  }

  @Test("a byte order mark that an editor put before the lines stays", arguments: ["jsonl", "csv"])
  func byteOrderMark(_ format: String) throws {
    #expect(try resume(format).status == 0)
    let whole = [0xEF, 0xBB, 0xBF] + (try found())
    try command.folder.write(Array(whole.dropLast(30)), as: "found")
    #expect(try resume(format).status == 0)
    #expect(try found() == whole)
  }

  @Test("names that only look alike are different images of a table")
  func lookAlikes() throws {
    let script = """
      for name in $'\\xc3\\xa9' $'e\\xcc\\x81'; do cp a.bmp "$name.bmp"; done
      run() { "$DARKNET" detect tiny.cfg $'\\xc3\\xa9.bmp' $'e\\xcc\\x81.bmp' b.bmp \
        --format csv -o found --resume; }
      run && cp found whole && run && cmp found whole
      """
    let outcome = try command.shell(script)
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
  }
}
