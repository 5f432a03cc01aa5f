import Foundation
import TestSupport
import Testing

/// Runs over many pictures: order, interruptions, and going on where a run ended.
@Suite("long runs")
struct LongRunTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    try TinyNetworks.writePictures(to: command.folder)
  }

  /// Fills `many/` with hard links to few files; every seventh is broken.
  private func writeMany(_ count: Int) throws {
    let manager = FileManager.default
    try command.folder.write(Array(TinyNetworks.bitmap(red: 255).prefix(500)), as: "bad.bmp")
    for sub in 0..<4 {
      try manager.createDirectory(
        atPath: command.folder.path("many/\(sub)"), withIntermediateDirectories: true)
    }
    for index in 0..<count {
      let source = index % 7 == 3 ? "bad.bmp" : index % 2 == 0 ? "red.bmp" : "black.bmp"
      try manager.linkItem(
        atPath: command.folder.path(source),
        toPath: command.folder.path(
          "many/\(index % 4)/\(index) \(index % 7 == 3 ? "bad" : "ok").bmp"))
    }
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOfFile: command.folder.path(name), encoding: .utf8)
  }

  /// The `image` of every line.
  private func images(_ lines: String) throws -> [String] {
    try lines.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
      return try #require((object as? [String: Any])?["image"] as? String)
    }
  }

  @Test("2,000 pictures from find, some of them broken: 2,000 lines in order, and status 1")
  func many() throws {
    try writeMany(2000)
    let outcome = try command.shell(
      """
      find many -type f -print0 | tee names |
        "$DARKNET" detect tiny.cfg --list0 - --format jsonl
      """)
    #expect(outcome.status == 1)
    let names = try text("names").split(separator: "\0").map(String.init)
    #expect(names.count == 2000)
    #expect(try images(outcome.output) == names)
    let failed = outcome.output.split(separator: "\n").count { $0.contains(#""error""#) }
    #expect(failed == names.count { $0.contains("bad") })
  }

  @Test("a reader that closes the pipe early ends the run quietly")
  func closedPipe() throws {
    try writeMany(400)
    let outcome = try command.shell(
      """
      { find many -name '*ok*' -print0 |
        "$DARKNET" detect tiny.cfg --list0 - --format jsonl; echo $? > status; } | head -3
      """)
    #expect(try images(outcome.output).count == 3)
    #expect(outcome.errors == "")
    // SIGPIPE ended it, unless the whole output fitted into the pipe.
    #expect(["141\n", "0\n"].contains(try text("status")))
  }

  @Test("shards are disjoint, and all of them are everything", arguments: ["--list", "words"])
  func shards(_ way: String) throws {
    let names = (0..<11).map { "\($0).bmp" }
    for name in names { try command.folder.write(TinyNetworks.bitmap(), as: name) }
    let list = Array((names.joined(separator: "\n") + "\n").utf8)
    var found: [[String]] = []
    for index in 0..<3 {
      let options = ["--shard", "\(index)/3", "--format", "jsonl"]
      let outcome = try command.run(
        ["detect", "tiny.cfg"] + (way == "words" ? names : ["--list", "-"]) + options, input: list)
      #expect(outcome.status == 0)
      found.append(try images(outcome.output))
    }
    #expect(found[0] == ["0.bmp", "3.bmp", "6.bmp", "9.bmp"])
    #expect(found.map(\.count) == [4, 4, 3])
    #expect(Set(found.joined()) == Set(names))
  }

  @Test("a shard that makes no sense is a fault of usage", arguments: ["4/4", "-1/4", "1", "0/0"])
  func badShard(_ shard: String) throws {
    let outcome = try command("detect", "tiny.cfg", "red.bmp", "--shard", shard)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("a part such as 0/4 is needed"))
  }

  @Test("the first failure ends a run that is to fail fast")
  func failFast() throws {
    let outcome = try command(
      "detect", "tiny.cfg", "red.bmp", "gone.bmp", "black.bmp", "--fail-fast", "--format", "jsonl")
    #expect(outcome.status == 1)
    #expect(try images(outcome.output) == ["red.bmp", "gone.bmp"])
  }

  @Test("a run that was cut off is resumed: done lines stay, half a line is cut, the rest follows")
  func resume() throws {
    let words = ["detect", "tiny.cfg", "red.bmp", "black.bmp", "gone.bmp", "red.bmp"]
    let options = ["--format", "jsonl", "-o", "out.jsonl", "--resume"]
    let first = try command.run(words + options)
    #expect(first.status == 1)
    let whole = try text("out.jsonl")
    #expect(try images(whole) == ["red.bmp", "black.bmp", "gone.bmp", "red.bmp"])
    let lines = whole.split(separator: "\n")
    try command.folder.write(lines[0] + "\n" + lines[1].prefix(40), as: "out.jsonl")
    #expect(try command.run(words + options).status == 1)
    #expect(try text("out.jsonl") == whole)
    // Nothing is left: the network is not even read.
    try FileManager.default.removeItem(atPath: command.folder.path("tiny.cfg"))
    #expect(try command.run(words + options).status == 0)
    #expect(try text("out.jsonl") == whole)
  }

  @Test("a killed run leaves its lines, and is resumed")
  func resumeKilled() throws {
    try command.folder.write(String(repeating: "red.bmp\n", count: 3000), as: "list")
    let outcome = try command.shell(
      """
      set -- detect tiny.cfg --list list --format jsonl -o out.jsonl --resume
      "$DARKNET" "$@" & for i in $(seq 100); do [ -s out.jsonl ] && break; sleep 0.1; done
      kill -KILL $!; wait $!; "$DARKNET" "$@"
      """)
    #expect(outcome.status == 0)
    #expect(try images(text("out.jsonl")).count == 3000)
  }

  @Test(
    "a file that is no result is never cut",
    arguments: ["not a result", "not a result\n", "{\"a\": 1}\n", "{\"a\": 1}"])
  func resumeForeign(_ content: String) throws {
    try command.folder.write(content, as: "notes")
    let outcome = try command(
      "detect", "tiny.cfg", "red.bmp", "--format", "jsonl", "-o", "notes", "--resume")
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains("notes: error: line 1 is not a result of an earlier run"))
    #expect(try text("notes") == content)
  }

  @Test("what is no plain file is not resumed, and not waited for", arguments: ["jsonl", "csv"])
  func resumePipe(_ format: String) throws {
    let outcome = try command.shell(
      """
      mkfifo pipe
      "$DARKNET" detect tiny.cfg red.bmp --format \(format) -o pipe --resume
      """)
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("pipe: error: is no plain file"))
  }

  @Test("a first run that may be resumed leaves what somebody made by hand")
  func resumeByHand() throws {
    let labels = command.folder.url.appending(path: "labels")
    try FileManager.default.createDirectory(at: labels, withIntermediateDirectories: true)
    try command.folder.write("by hand", as: "labels/red.txt")
    let outcome = try command(
      "detect", "tiny.cfg", "red.bmp", "black.bmp", "--labels", "labels", "--annotate", "copies",
      "--resume", "--format", "jsonl", "-o", "out.jsonl")
    #expect(outcome.status == 0)
    #expect(try text("labels/red.txt") == "by hand")
    #expect(
      present("labels/black.txt", "copies/red.bmp", "copies/black.bmp") == [true, true, true])
  }

  @Test("an image that lies where its copy belongs is not taken for the copy")
  func resumeInPlace() throws {
    let outcome = try command("detect", "tiny.cfg", "red.bmp", "--annotate", ".", "--resume")
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("the file would replace an input of the call"))
  }

  @Test(
    "no image at all is no reason to replace an input",
    arguments: ["tiny.cfg", "tiny.weights", "own.names", "list"])
  func emptyOverInput(_ output: String) throws {
    try command.folder.write("red\nblack\n", as: "own.names")
    try command.folder.write("# no path\n", as: "list")
    let before = try Data(contentsOf: command.folder.url.appending(path: output))
    let outcome = try command(
      "detect", "tiny.cfg", "--list", "list", "--names", "own.names", "--format", "csv", "-o",
      output)
    #expect(outcome.status == 64)
    #expect(try Data(contentsOf: command.folder.url.appending(path: output)) == before)
  }

  @Test("only lines can be resumed", arguments: [["--format", "json", "-o", "out"], []])
  func resumeOther(_ options: [String]) throws {
    let outcome = try command.run(["detect", "tiny.cfg", "red.bmp", "--resume"] + options)
    #expect(outcome.status == 64)
  }

  @Test("images that have their file in the folder are left out, and their names stay their own")
  func resumeFolder() throws {
    for folder in ["a", "b", "c"] {
      try FileManager.default.createDirectory(
        at: command.folder.url.appending(path: folder), withIntermediateDirectories: true)
      try command.folder.write(TinyNetworks.bitmap(red: 255), as: "\(folder)/x.bmp")
    }
    try command.folder.write("no image", as: "a/x.bmp")
    let words = ["detect", "tiny.cfg", "a/x.bmp", "b/x.bmp", "c/x.bmp", "--format", "jsonl"]
    let options = ["--annotate", "out", "--resume"]
    let first = try command.run(words + options)
    #expect(first.status == 1)
    #expect(try images(first.output) == ["a/x.bmp", "b/x.bmp", "c/x.bmp"])
    // What failed kept its name, so the others have theirs from their folders.
    #expect(present("out/x.bmp", "out/b/x.bmp", "out/c/x.bmp") == [false, true, true])
    try FileManager.default.removeItem(atPath: command.folder.path("out/c/x.bmp"))
    #expect(try images(command.run(words + options).output) == ["a/x.bmp", "c/x.bmp"])
    #expect(present("out/c/x.bmp") == [true])
  }

  @Test("with a file of results its lines decide, and files that are there stay")
  func resumeBoth() throws {
    let words = ["detect", "tiny.cfg", "red.bmp", "black.bmp", "--format", "csv", "-o", "out.csv"]
    let options = ["--annotate", "out", "--resume"]
    #expect(try command.run(words + options).status == 0)
    let whole = try text("out.csv")
    // The last image of a table may lack lines: it is looked at again, as is what has none.
    try command.folder.write(String(whole.dropLast(9)), as: "out.csv")
    #expect(try command.run(words + options).status == 0)
    #expect(try text("out.csv") == whole)
  }

  private func present(_ names: String...) -> [Bool] {
    names.map { FileManager.default.fileExists(atPath: command.folder.path($0)) }
  }

  @Test("what a folder has below it is left out on request")
  func notRecursive() throws {
    let folder = command.folder.url.appending(path: "in/deep")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try command.folder.write(TinyNetworks.bitmap(), as: "in/a.bmp")
    try command.folder.write(TinyNetworks.bitmap(), as: "in/deep/b.bmp")
    let all = try command("detect", "tiny.cfg", "in", "--format", "jsonl")
    #expect(try images(all.output) == ["in/a.bmp", "in/deep/b.bmp"])
    let flat = try command("detect", "tiny.cfg", "in", "--no-recursive", "--format", "jsonl")
    #expect(try images(flat.output) == ["in/a.bmp"])
    let none = try command("detect", "tiny.cfg", "in/deep/..", "in/deep", "--no-recursive")
    #expect(none.status == 0)
  }

  @Test("an interrupt ends a run that waits for the next line of its list")
  func interruptedWhileWaiting() throws {
    let outcome = try command.shell(
      """
      mkfifo pipe
      "$DARKNET" detect tiny.cfg --list - --format jsonl < pipe > out & child=$!
      exec 3> pipe; echo red.bmp >&3
      for i in $(seq 100); do [ -s out ] && break; sleep 0.1; done
      kill -TERM $child; wait $child
      """)
    #expect(outcome.status == 143)
    #expect(try images(text("out")) == ["red.bmp"])
  }
}
