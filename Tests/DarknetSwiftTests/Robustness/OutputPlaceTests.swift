import Engine
import Foundation
import TestSupport
import Testing

/// Rows 74 to 76 of the list of bad inputs: outputs that cannot be made, that are called alike, and
/// that would replace what the call reads.
@Suite("robustness: where results go")
struct OutputPlaceTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    try TinyNetworks.writePictures(to: command.folder)
  }

  /// Everything that writes files: calls that write into the folder `$OUT`.
  private static let writers = [
    "detect tiny.cfg red.bmp --format json -o $OUT/found.json",
    "detect tiny.cfg red.bmp --format jsonl -o $OUT/found.jsonl",
    "detect tiny.cfg red.bmp --format csv -o $OUT/found.csv",
    "detect tiny.cfg red.bmp --format jsonl --resume -o $OUT/found.jsonl",
    "detect tiny.cfg red.bmp --no-image --annotate $OUT",
    "detect tiny.cfg red.bmp --no-image --labels $OUT",
    "detect tiny.cfg red.bmp --no-image --crops $OUT",
    "detect tiny.cfg red.bmp --no-image --voc $OUT",
    "detect tiny.cfg red.bmp --no-image --darknet-json $OUT/found.json",
    "detect tiny.cfg red.bmp --predictions $OUT/found.png",
    "classify colors.cfg red.bmp --format json -o $OUT/found.json",
    "forward colors.cfg -i in.npy -o $OUT",
    "video tiny.cfg clip.y4m --output $OUT/found.y4m",
    "video tiny.cfg clip.y4m --output $OUT/found.mjpeg",
    "video tiny.cfg clip.y4m --results $OUT/found.jsonl",
  ]

  private func writeInputs() throws {
    try TinyNetworks.writeClassifier(to: command.folder)
    try command.folder.write(TestClip.y4m("rb"), as: "clip.y4m")
    try command.folder.write(
      NpyArray(shape: [3, 1, 1], values: [1, 0, 0]).encoded, as: "in.npy")
  }

  /// Runs a call, and gives what is in the folder for its files behind it.
  private func run(_ script: String) throws -> (CommandRunner.Outcome, [String]) {
    try writeInputs()
    let outcome = try command.shell(script)
    return (outcome, command.names.filter { $0.hasPrefix("out/") })
  }

  @Test(
    "row 74: a folder that is missing around the outputs is 73, and is not made", arguments: writers
  )
  func missing(_ call: String) throws {
    let (outcome, names) = try run("OUT=no/out; \"$DARKNET\" \(call)")
    #expect(outcome.status == 73)
    #expect(
      outcome.errors.contains("cannot be created: no such file or directory\n  help: the folder"))
    #expect(names == [] && !command.names.contains("no"))
  }

  @Test(
    "row 74: a folder that may not be written into is 73, and stays as it is",
    .enabled(if: CommandRunner.canGiveRightsAway, "root may write everywhere, setpriv is needed"),
    arguments: writers)
  func readOnly(_ call: String) throws {
    let (outcome, names) = try run(
      "OUT=out; mkdir out; chmod 555 out; \(CommandRunner.unprivileged) \"$DARKNET\" \(call)")
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("cannot be created: permission denied\n"))
    #expect(names == [])
  }

  @Test(
    "row 74: where the disk is full that is 74, and no half file is left, whatever is written",
    arguments: writers)
  func full(_ call: String) throws {
    // The system has files be no longer than that: what a disk without room is, without its mount.
    // The thread sanitizer would write a file of its own as the program starts, but for TMPDIR.
    let (outcome, names) = try run(
      """
      OUT=out; mkdir out
      (ulimit -f 0; TMPDIR=/nowhere "$DARKNET" \(call) 2>&1 >/dev/null) | cat; exit ${PIPESTATUS[0]}
      """)
    #expect(outcome.status == 74)
    #expect(outcome.output.contains(": error: cannot be written: file too large\n"))
    // A file that is continued keeps what is in it, which here is nothing.
    #expect(try names.filter { try text($0) != "" } == [])
    #expect(names == (call.contains("--resume") ? ["out/found.jsonl"] : []))
  }

  @Test("row 74: standard output without room is 74 and one message, whatever is printed")
  func fullDevice() throws {
    try writeInputs()
    let calls = [
      "detect tiny.cfg red.bmp --no-image", "detect tiny.cfg red.bmp --format jsonl",
      "classify colors.cfg red.bmp --format json", "video tiny.cfg clip.y4m -q",
      "video tiny.cfg clip.y4m --output - -q", "info tiny.cfg", "check tiny.cfg --format json",
      "bench tiny.cfg --iterations 1 --json", "schema detect", "manual", "--help", "--version",
    ]
    let outcome = try command.shell(
      calls.map { "\"$DARKNET\" \($0) > /dev/full; echo $?\n" }.joined())
    #expect(outcome.output == String(repeating: "74\n", count: calls.count))
    let message = "standard output: error: cannot be written: no space left on device\n"
    #expect(outcome.errors == String(repeating: message, count: calls.count))
  }

  @Test("a stream that the caller closed is never taken for the next file that is opened")
  func closedStreams() throws {
    let outcome = try command.shell(
      """
      "$DARKNET" detect tiny.cfg red.bmp --format jsonl >&-; echo $?
      "$DARKNET" detect tiny.cfg - --format jsonl <&-; echo $?
      "$DARKNET" detect tiny.cfg gone.bmp --format csv -o out.csv 2>&-; echo $?
      """)
    #expect(outcome.output.split(separator: "\n").filter { $0.count < 3 } == ["74", "74", "66"])
    #expect(
      outcome.errors == """
        standard output: error: cannot be written: bad file descriptor
        standard input: error: cannot be read: bad file descriptor

        """)
    // The message had nowhere to go; the results are theirs alone.
    #expect(try text("out.csv").hasPrefix("image,image_width,"))
  }

  @Test(
    "row 75: parts of a call that share a folder give each image of one name its own file",
    arguments: ["--annotate", "--labels", "--crops"])
  func shards(_ option: String) throws {
    let outcome = try command.shell(
      """
      for folder in a b c d; do mkdir $folder; cp red.bmp $folder/x.bmp; done
      run() { "$DARKNET" detect tiny.cfg ?/x.bmp --format csv \(option) out "$@"; echo $?; }
      for part in 3 1 0 2; do run --shard $part/4 | tail -n 1; done
      mv out parts; run > /dev/null; diff -r parts out && echo same
      """)
    #expect(outcome.output == "0\n0\n0\n0\nsame\n")
    #expect(command.names.count { $0.hasPrefix("out/") && $0.contains("x") } == 4)
  }

  @Test("parts that are resumed look for their own files, not for those of others")
  func resumedShards() throws {
    let outcome = try command.shell(
      """
      for folder in a b; do mkdir $folder; cp red.bmp $folder/x.bmp; done
      run() { "$DARKNET" detect tiny.cfg a/x.bmp b/x.bmp --format jsonl --annotate out "$@"; }
      run --shard 0/2 --resume | wc -l; run --shard 1/2 --resume | wc -l
      run --shard 1/2 --resume | wc -l; ls out/x.bmp out/b/x.bmp
      """)
    let fields = outcome.output.split(whereSeparator: \.isWhitespace).map(String.init)
    #expect(fields == ["1", "1", "0", "out/b/x.bmp", "out/x.bmp"])
  }

  @Test("coco's numbers of parts are those of the whole call")
  func cocoShards() throws {
    let outcome = try command.shell(
      """
      for part in 0/2 1/2; do "$DARKNET" detect tiny.cfg red.bmp red.bmp red.bmp red.bmp \\
        --shard $part --format coco --coco-ids position; done | grep -o '"image_id": [0-9]*'
      """)
    let ids = outcome.output.split(separator: "\n").map { $0.suffix(1) }
    #expect(ids == ["1", "3", "2", "4"])
  }

  @Test(
    "row 76: a picture that only a list names is not replaced by the results",
    arguments: ["--list list", "--list - < list", "--list0 list0", "--list0 - < list0"])
  func outputOverListed(_ words: String) throws {
    try command.folder.write("black.bmp\n./red.bmp\n", as: "list")
    try command.folder.write("black.bmp\0./red.bmp\0", as: "list0")
    let names = command.names
    let outcome = try command.shell(
      "\"$DARKNET\" detect tiny.cfg --format csv -o red.bmp \(words)")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("the output would replace the input './red.bmp'"))
    #expect(try bytes("red.bmp") == TinyNetworks.bitmap(red: 255))
    #expect(command.names == names)
  }

  @Test(
    "row 76: nor by a file that may be replaced otherwise",
    arguments: ["--annotate out --overwrite", "--darknet-json out/a/red.bmp"])
  func fileOverListed(_ options: String) throws {
    let outcome = try command.shell(
      """
      mkdir -p a out/a; cp red.bmp a; cp black.bmp out/a/red.bmp
      printf 'a/red.bmp\nout/a/red.bmp\n' > list
      "$DARKNET" detect tiny.cfg --list list --format csv \(options)
      """)
    #expect(outcome.errors.contains("out/a/red.bmp: error: the file would replace an input"))
    #expect(try bytes("out/a/red.bmp") == TinyNetworks.bitmap())
  }

  @Test("row 76: nor does forward replace what it reads")
  func forwardOverInput() throws {
    try writeInputs()
    let outcome = try command.shell(
      """
      mkdir out; cp in.npy out/layer_001.npy
      "$DARKNET" forward colors.cfg -i out/layer_001.npy -o out; status=$?
      cmp in.npy out/layer_001.npy && exit $status
      """)
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("out/layer_001.npy: error: the file would replace an input"))
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: command.folder.path(name))))
  }
}
