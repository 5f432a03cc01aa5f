import Foundation
import TestSupport
import Testing

/// `--stdin`: the pipe of Spark and its like, a line out for every line in.
@Suite("--stdin")
struct StandardInputRecordTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    try TinyNetworks.writePictures(to: command.folder)
  }

  private func results(_ input: String) throws -> [[String: Any]] {
    let outcome = try command.run(["detect", "tiny.cfg", "--stdin"], input: Array(input.utf8))
    #expect(outcome.status == 0)
    return try outcome.output.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require(object as? [String: Any])
    }
  }

  @Test("paths and records are answered in order, with the id that came")
  func records() throws {
    let bytes = Data(TinyNetworks.bitmap(red: 255)).base64EncodedString()
    let found = try results(
      """
      red.bmp
      {"id": 17, "path": "black.bmp", "partition": {"any": [1]}}
      {"id": "row-3", "image_base64": "\(bytes)"}\r
      {"image_base64": "\(bytes)", "path": "named.bmp"}
      """)
    #expect(found.map { $0["image"] as? String } == ["red.bmp", "black.bmp", "row-3", "named.bmp"])
    #expect(found[1]["id"] as? Int == 17)
    #expect(found[2]["id"] as? String == "row-3")
    #expect(found[0]["id"] == nil)
    #expect(found.map { ($0["detections"] as? [Any])?.count } == [1, 0, 1, 1])
  }

  @Test(
    "a line that makes no sense is answered, too",
    arguments: [
      ("", "the line is empty"),
      ("{\"id\": 1}", "the record has neither 'path' nor 'image_base64'"),
      ("{\"id\": 1, \"path\": ", "the line starts as a JSON object but is none that can be read"),
      ("{\"id\": [1], \"path\": \"red.bmp\"}", "the line starts as a JSON object"),
      ("{\"id\": 1, \"image_base64\": \"***\"}", "'image_base64' is not base64"),
      ("gone.bmp", "the file cannot be read: no such file or directory"),
    ])
  func senseless(_ line: String, _ message: String) throws {
    let found = try results(line + "\nred.bmp\n")
    #expect(found.count == 2)
    let error = try #require(found[0]["error"] as? [String: String])
    #expect(error["message"]?.hasPrefix(message) == true)
    #expect(found[1]["image"] as? String == "red.bmp")
  }

  @Test("an id is given back with an error")
  func errorID() throws {
    let found = try results(#"{"id": "x/1", "path": "gone.bmp"}"#)
    #expect(found[0]["id"] as? String == "x/1")
    #expect(found[0]["error"] != nil)
  }

  @Test("without a line nothing is loaded, and nothing is wrong")
  func empty() throws {
    let outcome = try command("detect", "no-such-network.cfg", "--stdin")
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(outcome.errors == "")
  }

  @Test("a network that cannot be loaded breaks the run")
  func broken() throws {
    let outcome = try command.run(
      ["detect", "no-such-network.cfg", "--stdin"], input: Array("red.bmp\n".utf8))
    #expect(outcome.status == 66)
    #expect(outcome.output == "")
  }

  @Test("the answer to a line is there before the next line is written")
  func coprocess() throws {
    let script = """
      mkfifo questions
      '\(CommandRunner.program.path)' detect tiny.cfg --stdin < questions > answers &
      exec 3> questions
      for n in 1 2 3; do
        echo "{\\"id\\": $n, \\"path\\": \\"red.bmp\\"}" >&3
        for i in $(seq 100); do [ "$(wc -l < answers)" -ge $n ] && break; sleep 0.1; done
        wc -l < answers
      done
      exec 3>&-; wait
      """
    let outcome = try command.run(["-c", script], program: URL(filePath: "/bin/sh"))
    #expect(outcome.output.split(whereSeparator: \.isWhitespace) == ["1", "2", "3"])
  }

  @Test(
    "it goes with no other input, format or part",
    arguments: [["red.bmp"], ["--list", "list"], ["--format", "json"], ["--shard", "0/2"]])
  func usage(_ words: [String]) throws {
    #expect(try command.run(["detect", "tiny.cfg", "--stdin"] + words).status == 64)
  }

  @Test("classes of records are named, too")
  func classify() throws {
    try TinyNetworks.writeClassifier(to: command.folder)
    let outcome = try command.run(
      ["classify", "colors.cfg", "--stdin", "-k", "1"],
      input: Array(#"{"id": 1, "path": "red.bmp"}"#.utf8))
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix(#"{"id": 1, "image": "red.bmp", "width": 16"#))
    #expect(outcome.output.contains(#""class": "red""#))
  }
}
