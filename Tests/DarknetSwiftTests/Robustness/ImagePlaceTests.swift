import Foundation
import TestSupport
import Testing

/// Rows 65 to 69 of the list of bad inputs: images that cannot be had, odd names, lists, folders.
@Suite("robustness: where images are")
struct ImagePlaceTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    try TinyNetworks.writePictures(to: command.folder)
  }

  /// Every path of a result, with the code of its error.
  private func codes(_ lines: String) throws -> [String: String] {
    let found = try JSONResult.lines(lines).map { object in
      let error = object["error"] as? [String: Any]
      return (try #require(object["image"] as? String), error?["code"] as? String ?? "")
    }
    #expect(Set(found.map(\.0)).count == found.count)
    return Dictionary(found) { first, _ in first }
  }

  @Test("row 65: images that vanish behind the listing are an error each, the others are seen")
  func vanishing() throws {
    // The reader stops behind the first line, so the run is a pipe's room from there at most.
    let outcome = try command.shell(
      """
      mkdir in; for i in $(seq 1000); do ln red.bmp in/$i.bmp; done; mkfifo pipe
      "$DARKNET" detect tiny.cfg in --format jsonl > pipe 2> errors & child=$!
      { IFS= read -r line; rm -r in; echo "$line"; cat; } < pipe; wait $child
      """)
    #expect(outcome.status == 1)
    let codes = try codes(outcome.output)
    #expect(codes.count == 1000)
    #expect(Set(codes.values) == ["", "unreadable"])
    let errors = try String(contentsOfFile: command.folder.path("errors"), encoding: .utf8)
    #expect(errors.split(separator: "\n").count == codes.values.count { $0 != "" })
  }

  @Test(
    "row 65: what may not be read, or is no more, is an error each, a folder too",
    .enabled(if: CommandRunner.canGiveRightsAway, "root may read everything, setpriv is needed"))
  func forbidden() throws {
    let outcome = try command.shell(
      """
      mkdir -p in/shut; for name in a b; do cp red.bmp in/$name.bmp; done; cp red.bmp in/shut
      ln -s gone.bmp in/c.bmp; ln -s d.bmp in/d.bmp; chmod 000 in/b.bmp in/shut
      \(CommandRunner.unprivileged) "$DARKNET" detect tiny.cfg in red.bmp/x.bmp --format jsonl
      status=$?; chmod 755 in/shut; exit $status
      """)
    #expect(outcome.status == 1)
    let failed = ["in/b.bmp", "in/c.bmp", "in/d.bmp", "in/shut", "red.bmp/x.bmp"]
    #expect(try codes(outcome.output).filter { $0.value == "unreadable" }.keys.sorted() == failed)
    #expect(try codes(outcome.output)["in/a.bmp"] == "")
    for message in [
      "in/b.bmp: error: the file cannot be read: permission denied",
      "in/c.bmp: error: the file cannot be read: no such file or directory",
      "in/shut: error: permission denied",
      "red.bmp/x.bmp: error: the file cannot be read: not a directory",
    ] {
      #expect(outcome.errors.contains(message + "\n"))
    }
  }

  @Test("row 66: any name works, in folders, lists and files, and JSON gives its bytes back")
  func names() throws {
    let long = String(repeating: "n", count: 251) + ".bmp"
    let outcome = try command.shell(
      """
      mkdir in; for name in 'a b' $'new\\nline' "it's" '"' ';touch evil' '$(touch evil)' -x '*' \
        $'tab\\t' $'\\xff\\xfe' $'\\xc3\\xa9' $'e\\xcc\\x81'; do cp red.bmp "in/$name.bmp"; done
      cp red.bmp in/\(long); cd in
      find . -type f -print0 | sed -z 's:^./::' | sort -z > ../names
      "$DARKNET" detect ../tiny.cfg --list0 ../names --format jsonl --annotate ../listed > ../lines
      "$DARKNET" detect ../tiny.cfg --format jsonl --labels ../labels -- -x.bmp [!-]*.bmp > ../words
      cd ..; "$DARKNET" detect tiny.cfg in --format jsonl --annotate copies > tree
      """)
    #expect(outcome.status == 0)
    let names = try bytes("names").split(separator: 0).map(Array.init)
    #expect(names.count == 13)
    #expect(try paths("lines") == names)
    #expect(try Set(paths("words")) == Set(names))
    #expect(try Set(paths("tree")) == Set(names.map { Array("in/".utf8) + $0 }))
    // What is no UTF-8 is shown as it is for people; all others are called as their pictures.
    for folder in ["listed", "copies", "labels"] {
      let files = try FileManager.default.contentsOfDirectory(
        atPath: command.folder.path(folder))
      #expect(files.count == 13)
    }
    #expect(command.names.contains("copies/;touch evil.bmp"))
    #expect(command.names.contains("copies/\(long)"))
    #expect(!command.names.contains { $0.hasSuffix("evil") })
  }

  private func paths(_ name: String) throws -> [[UInt8]] {
    try JSONResult.lines(String(decoding: bytes(name), as: UTF8.self)).map(JSONResult.path)
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: command.folder.path(name))))
  }

  @Test("row 66: results go where the call says, byte by byte")
  func outputName() throws {
    let outcome = try command.shell(
      """
      "$DARKNET" detect tiny.cfg red.bmp --format csv -o $'out\\xff.csv' --annotate $'dir\\xff' &&
      [ -s $'out\\xff.csv' ] && [ -s $'dir\\xff/red.bmp' ]
      """)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
  }

  @Test(
    "row 67: a list is worked off as it comes, and the memory stays as it is",
    .enabled(if: Sanitizer.current == nil, "\(Sanitizer.memoryRemark)"))
  func endlessList() throws {
    // Its writer waits for the results, and looks at the size at the end of either part. Every
    // third picture is damaged, every third is missing.
    let count = BuildConfiguration.isOptimized ? 60_000 : 6000
    try command.folder.write(Array(TinyNetworks.bitmap(red: 255).prefix(500)), as: "bad.bmp")
    let outcome = try command.shell(
      """
      lines() { yes $'red.bmp\\n# no path\\n\\nbad.bmp\\r\\ngone.bmp' | head -$(($1 / 3 * 5)); }
      peak() { until [ $(wc -l < out) -ge $1 ]; do
        kill -0 $child || exit 99; sleep 0.02; done
        awk '/VmHWM/ {print $2}' /proc/$child/status; }
      mkfifo list; : > out
      "$DARKNET" detect tiny.cfg --list list --format jsonl > out 2> /dev/null & child=$!
      exec 3> list; { printf '\\xef\\xbb\\xbf'; lines 1500; } >&3; peak 1500
      lines \(count) >&3; peak \(1500 + count); exec 3>&-; wait $child
      """)
    #expect(outcome.status == 1)
    let peaks = outcome.output.split(separator: "\n").compactMap { Int($0) }
    try #require(peaks.count == 2)
    // In KiB: less than a KiB each, of which there would be more if a line or a result stayed.
    #expect(peaks[1] - peaks[0] < min(count / 2, 6000))
  }

  @Test("row 69: whatever symbolic links lead to, each file comes once, under every hard name")
  func loops() throws {
    let outcome = try command.shell(
      """
      mkdir -p in/deep; cp red.bmp in/a.bmp; cp red.bmp in/deep/b.bmp
      ln in/a.bmp in/hard.bmp; ln -s .. in/deep/up; ln -s . in/here; ln -s loop in/loop; ln -s a.bmp in/again.bmp
      "$DARKNET" detect tiny.cfg in --format jsonl
      """)
    #expect(outcome.status == 0)
    #expect(try codes(outcome.output) == ["in/a.bmp": "", "in/deep/b.bmp": "", "in/hard.bmp": ""])
  }

  @Test("a pipe or a device in a folder is no image, whatever it is called")
  func pipesInFolders() throws {
    let outcome = try command.shell(
      """
      mkdir in; cp red.bmp in; mkfifo in/pipe.jpg; ln -s /dev/zero in/zero.bmp
      timeout 60 "$DARKNET" detect tiny.cfg in --format jsonl
      """)
    #expect(outcome.status == 0)
    #expect(try codes(outcome.output) == ["in/red.bmp": ""])
  }

  @Test(
    "a pipe or a device that is given as an image is an error at once, not waited for",
    arguments: ["pipe.bmp", #"$'pipe\xff.bmp'"#, "/dev/zero", "/dev/full", "/dev/tty"])
  func pipesAsImages(_ word: String) throws {
    let outcome = try command.shell(
      """
      mkfifo pipe.bmp $'pipe\\xff.bmp'
      timeout 60 setsid -w "$DARKNET" detect tiny.cfg red.bmp \(word) black.bmp --format jsonl
      """)
    #expect(outcome.status == 1)
    let objects = try JSONResult.lines(outcome.output)
    #expect(objects.map { $0["error"] != nil } == [false, true, false])
    #expect(outcome.errors.split(separator: "\n").count { $0.contains("error: ") } == 1)
  }

  @Test("a stream that the shell opened for the call is read")
  func ownStreams() throws {
    let outcome = try command.shell(
      """
      cat red.bmp | "$DARKNET" detect tiny.cfg <(cat red.bmp) /dev/stdin --format jsonl
      """)
    #expect(outcome.status == 0)
    #expect(try codes(outcome.output).count == 2)
  }

  @Test("a folder is no list")
  func listFolder() throws {
    let outcome = try command("detect", "tiny.cfg", "--list", ".")
    #expect(outcome.status == 65)
    #expect(outcome.errors == ".: error: is a folder, not a file of lines\n")
  }
}
