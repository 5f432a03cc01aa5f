import Engine
import Foundation
import TestSupport
import Testing

/// Row 77 of the list of bad inputs, and runs that are killed: what is whole stays, and what is not
/// is in nobody's way.
@Suite("robustness: runs that are stopped")
struct KilledRunTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    try TinyNetworks.writePictures(to: command.folder)
  }

  @Test(
    "row 77: a signal in the middle ends with its status; lines and files are whole",
    arguments: [("INT", 130), ("TERM", 143)], ["jsonl", "csv"])
  func signalled(_ signal: (name: String, status: Int32), _ format: String) throws {
    // With job control: without it a shell has its children ignore SIGINT.
    let outcome = try command.shell(
      """
      set -m; mkfifo list; { yes red.bmp > list; } 2> /dev/null & feeder=$!
      "$DARKNET" detect tiny.cfg --list list --format \(format) --labels out > found & run=$!
      until [ -s found ] && [ $(wc -l < found) -ge 20 ]; do sleep 0.02; done
      kill -\(signal.name) $run; wait $run; status=$?; kill $feeder 2> /dev/null; exit $status
      """)
    #expect(outcome.status == signal.status)
    let found = try text("found")
    #expect(found.hasSuffix(format == "csv" ? "\r\n" : "}\n"))
    let lines = found.split(whereSeparator: \.isNewline)
    if format == "jsonl" { #expect(try JSONResult.lines(found).count == lines.count) }
    let files = command.names.filter { $0.hasPrefix("out/") }
    #expect(try files.allSatisfy { try text($0).hasSuffix("\n") })
    // The signal may come between a picture's file and its line, never in one of them.
    #expect((0...1).contains(files.count - lines.count + (format == "csv" ? 1 : 0)))
  }

  /// Everything that writes files, into the folder `out`.
  private static let writers = [
    "detect tiny.cfg --list list --format csv --annotate out",
    "detect tiny.cfg --list list --format csv --crops out",
    "detect tiny.cfg --list list --format csv --labels out",
    "detect tiny.cfg --list list --format csv --voc out",
    "detect tiny.cfg --list list --format csv --darknet-json out/found.json",
    "detect tiny.cfg --list list --format json -o out/found.json",
    "video tiny.cfg list --raw-size 16x16 --results /dev/null --output out/found.y4m",
  ]

  @Test(
    "a run that is killed leaves no half file under a name that counts, and nothing in the way",
    arguments: writers)
  func killed(_ call: String) throws {
    // Of that size a file takes a while, and the feed never ends: only the signal ends the run.
    try command.folder.write(TinyNetworks.bitmap(width: 320, height: 240, red: 255), as: "big.bmp")
    let (feed, rest) =
      call.hasPrefix("video")
      ? ("cat /dev/zero", "head -c 768 /dev/zero") : ("yes big.bmp", "echo big.bmp")
    let script = """
      mkdir out; mkfifo list; { \(feed) > list; } 2> /dev/null & feeder=$!
      "$DARKNET" \(call) > lines & run=$!
      until [ -n "$(find out -type f -size +0)" ]; do sleep 0.02; done
      sleep 0.1; kill -KILL $run; wait $run; kill $feeder 2> /dev/null; rm list; \(rest) > list
      """
    #expect(try command.shell(script).errors.hasSuffix("Killed") == false)
    let left = command.names.filter { $0.hasPrefix("out/") }
    try left.forEach(checkWhole)
    #expect(left.count { isPartial($0) } <= 1)
    // The next run takes no notice of what is left, and the folder has the images that are whole.
    let words = call.split(separator: " ").map(String.init)
    #expect(try command.run(words + (words[0] == "video" ? [] : ["--overwrite"])).status == 0)
    try command.names.filter { $0.hasPrefix("out/") }.forEach(checkWhole)
    let images = try JSONResult.lines(
      command("detect", "tiny.cfg", "out", "--format", "jsonl").output
    ).filter { $0["error"] == nil }
    #expect(images.count == command.names.count { $0.hasSuffix(".bmp") && $0.hasPrefix("out/") })
  }

  private func isPartial(_ name: String) -> Bool {
    name.wholeMatch(of: /out\/\.[0-9a-z]+\.partial(\.y4m)?/) != nil
  }

  /// A file that is there by its name is whole.
  private func checkWhole(_ name: String) throws {
    guard !isPartial(name) else { return }
    switch name.split(separator: ".").last {
    case "bmp":
      #expect(throws: Never.self) { try Image(contentsOf: command.folder.path(name)) }
    case "txt": #expect(try text(name).hasSuffix("\n") || text(name).isEmpty)
    case "json": _ = try JSONResult.array(text(name))
    default: #expect(name == "out/found.y4m")
    }
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: command.folder.path(name))), as: UTF8.self)
  }
}
