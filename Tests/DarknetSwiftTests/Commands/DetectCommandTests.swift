import Foundation
import TestSupport
import Testing

@Suite("detect")
struct DetectCommandTests {
  /// A logistic, a softmax and their product.
  private static let tolerance: Float = 2e-6
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    try TinyNetworks.writePictures(to: command.folder)
  }

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: command.folder.path(name))
  }

  /// The output without the digits of the times.
  private func withoutTimes(_ text: String) -> String {
    text.replacing(/in [0-9.]+ seconds/, with: "in … seconds")
  }

  @Test("a network runs in another size, and finds the same", arguments: ["16", "24"])
  func size(_ size: String) throws {
    // Every cell of the larger input sees nothing but red.
    let outcome = try command(
      "detect", "tiny.cfg", "red.bmp", "--width", size, "--height", size, "--no-image")
    #expect(outcome.status == 0)
    let cells = (Int(size) ?? 0) / 8
    let lines = outcome.output.split(separator: "\n").dropFirst()
    #expect(Array(lines) == Array(repeating: "ball: 84%", count: cells * cells))
  }

  @Test("text is darknet's, and predictions.jpg is left for a single image")
  func text() throws {
    let outcome = try command("detect", "tiny.cfg", "tiny.weights", "red.bmp")
    #expect(outcome.status == 0)
    #expect(withoutTimes(outcome.output) == "red.bmp: Predicted in … seconds.\nball: 84%\n")
    #expect(outcome.errors == "predictions.jpg: the image with its boxes\n")
    #expect(exists("predictions.jpg"))
  }

  @Test("weights are found beside the cfg, and words may stand behind options")
  func withoutWeights() throws {
    let outcome = try command("detect", "--no-image", "tiny.cfg", "-thresh", ".5", "red.bmp")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasSuffix("ball: 84%\n"))
    #expect(outcome.errors == "")
    #expect(!exists("predictions.jpg"))
  }

  @Test("several images are reported in their order, without a picture")
  func several() throws {
    let outcome = try command("detect", "tiny.cfg", "black.bmp", "red.bmp")
    #expect(
      withoutTimes(outcome.output) == """
        black.bmp: Predicted in … seconds.
        red.bmp: Predicted in … seconds.
        ball: 84%

        """)
    #expect(!exists("predictions.jpg"))
  }

  @Test("json is one array with boxes in pixels and the source of the names")
  func json() throws {
    let outcome = try command("detect", "tiny.cfg", "red.bmp", "--format", "json")
    #expect(outcome.status == 0)
    #expect(!exists("predictions.jpg"))
    let object = try #require(try JSONResult.array(outcome.output).first)
    #expect(object["image"] as? String == "red.bmp")
    #expect(object["width"] as? Int == 16)
    #expect(object["height"] as? Int == 16)
    #expect(object["names"] as? String == "tiny.names")
    #expect(object["resize"] as? String == "letterbox")
    let found = try #require(object["detections"] as? [[String: Any]])
    #expect(found.count == 1)
    #expect(found[0]["class_id"] as? Int == 1)
    #expect(found[0]["class"] as? String == "ball")
    let confidence = try #require(found[0]["confidence"] as? Double)
    #expect(abs(Float(confidence) - TinyNetworks.redConfidence) < Self.tolerance)
    #expect(found[0]["box"] as? [String: Double] == ["x": 4, "y": 4, "width": 8, "height": 8])
  }

  @Test("jsonl is a line an image, with an error in the place of one that fails")
  func jsonLines() throws {
    try command.folder.write("no picture", as: "bad.jpg")
    let outcome = try command(
      "detect", "tiny.cfg", "red.bmp", "bad.jpg", "gone.bmp", "black.bmp", "--format", "jsonl")
    #expect(outcome.status == 1)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 4)
    #expect(
      lines[0].hasPrefix(#"{"image": "red.bmp", "width": 16, "height": 16, "detections": [{"#))
    #expect(
      lines[1].hasPrefix(#"{"image": "bad.jpg", "error": {"code": "not_an_image", "message": "#))
    #expect(
      lines[2].hasPrefix(#"{"image": "gone.bmp", "error": {"code": "unreadable", "message": "#))
    #expect(
      lines[3].hasPrefix(#"{"image": "black.bmp", "width": 16, "height": 16, "detections": []"#))
    #expect(outcome.errors.contains("bad.jpg: error: not an image: the file starts with 'no p'"))
    #expect(outcome.errors.contains("gone.bmp: error: "))
  }

  @Test("the status of the only image is its own", arguments: [("bad.jpg", 65), ("gone.jpg", 66)])
  func onlyImage(_ name: String, _ status: Int32) throws {
    try command.folder.write("no picture", as: "bad.jpg")
    let outcome = try command("detect", "tiny.cfg", name)
    #expect(outcome.status == status)
    #expect(outcome.output == "")
  }

  @Test("image bytes come from standard input")
  func standardInput() throws {
    let outcome = try command.run(
      ["detect", "tiny.cfg", "-", "--format", "jsonl"], input: TinyNetworks.bitmap(red: 255))
    #expect(outcome.status == 0)
    #expect(
      outcome.output.hasPrefix(#"{"image": "-", "width": 16, "height": 16, "detections": [{"#))
  }

  @Test(
    "paths come from a list on standard input", arguments: [("--list", "\n"), ("--list0", "\0")])
  func list(_ option: String, _ end: String) throws {
    let outcome = try command.run(
      ["detect", "tiny.cfg", option, "-"], input: Array("red.bmp\(end)black.bmp\(end)".utf8))
    #expect(outcome.status == 0)
    #expect(
      withoutTimes(outcome.output).hasPrefix("red.bmp: Predicted in … seconds.\nball: 84%\nblack"))
  }

  @Test("the result of a path is there before the next path is written")
  func slowList() throws {
    let script = """
      {
        echo red.bmp
        for i in $(seq 100); do [ -s out ] && break; sleep 0.1; done
        [ -s out ] && echo black.bmp
      } | '\(CommandRunner.program.path)' detect tiny.cfg --list - --format jsonl > out
      """
    #expect(try command.run(["-c", script], program: URL(filePath: "/bin/sh")).status == 0)
    let text = try String(contentsOfFile: command.folder.path("out"), encoding: .utf8)
    #expect(text.split(separator: "\n").count == 2)
  }

  @Test(
    "an empty list is no error, and an empty array",
    arguments: [("json", "[]\n"), ("jsonl", ""), ("text", "")])
  func emptyList(_ format: String, _ output: String) throws {
    let outcome = try command("detect", "tiny.cfg", "--list", "-", "--format", format)
    #expect(outcome.status == 0)
    #expect(outcome.output == output)
  }

  @Test(
    "a folder without images and a pattern without files are missing input",
    arguments: [
      (
        "empty",
        """
        empty: error: no image in the folder, nor below it
          help: files called .jpg, .jpeg, .png, .bmp or .npy are looked for

        """
      ),
      (
        "*.tiff",
        """
        *.tiff: error: no file matches the pattern
          help: folders can be given as such

        """
      ),
    ])
  func nothing(_ word: String, _ message: String) throws {
    try FileManager.default.createDirectory(
      at: command.folder.url.appending(path: "empty"), withIntermediateDirectories: true)
    let outcome = try command("detect", "tiny.cfg", word)
    #expect(outcome.status == 66)
    #expect(outcome.errors == message)
  }

  @Test("annotated copies keep their names; the second of one name keeps its folder")
  func annotate() throws {
    for folder in ["a", "b"] {
      try FileManager.default.createDirectory(
        at: command.folder.url.appending(path: folder), withIntermediateDirectories: true)
      try command.folder.write(TinyNetworks.bitmap(red: 255), as: "\(folder)/x.bmp")
    }
    let outcome = try command(
      "detect", "tiny.cfg", "a/x.bmp", "b/x.bmp", "--annotate", "out", "--format", "json")
    #expect(outcome.status == 0)
    #expect(exists("out/x.bmp"))
    #expect(exists("out/b/x.bmp"))
  }

  @Test("an annotated copy never replaces the image")
  func annotateOverInput() throws {
    let outcome = try command("detect", "tiny.cfg", "red.bmp", "--annotate", ".")
    #expect(outcome.status == 73)
    #expect(
      outcome.errors == """
        ./red.bmp: error: the file would replace an input of the call
          help: choose another folder

        """)
    let bytes = try Data(contentsOf: command.folder.url.appending(path: "red.bmp"))
    #expect(Array(bytes) == TinyNetworks.bitmap(red: 255))
  }

  @Test("an annotated copy replaces no image that is still to come either")
  func annotateOverLaterInput() throws {
    let folder = command.folder.url.appending(path: "a")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try command.folder.write(TinyNetworks.bitmap(red: 255), as: "a/black.bmp")
    let outcome = try command("detect", "tiny.cfg", "a", "black.bmp", "--annotate", ".")
    #expect(outcome.status == 1)
    let bytes = try Data(contentsOf: command.folder.url.appending(path: "black.bmp"))
    #expect(Array(bytes) == TinyNetworks.bitmap())
  }

  @Test("a file in the place of a folder for annotated copies is told")
  func annotateBelowFile() throws {
    for folder in ["in/deep", "out"] {
      try FileManager.default.createDirectory(
        at: command.folder.url.appending(path: folder), withIntermediateDirectories: true)
    }
    try command.folder.write(TinyNetworks.bitmap(), as: "in/deep/x.bmp")
    try command.folder.write("", as: "out/deep")
    let outcome = try command("detect", "tiny.cfg", "in", "--annotate", "out")
    #expect(outcome.status == 73)
    #expect(
      outcome.errors
        == "out/deep: error: the folder cannot be created: there is a file of that name\n")
  }

  @Test("annotated copies of a folder's images lie as they do there")
  func annotateTree() throws {
    let folder = command.folder.url.appending(path: "in/deep")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try command.folder.write(TinyNetworks.bitmap(), as: "in/deep/x.bmp")
    #expect(try command("detect", "tiny.cfg", "in", "--annotate", "out").status == 0)
    #expect(exists("out/deep/x.bmp"))
  }

  @Test(
    "the output never replaces an input",
    arguments: ["red.bmp", "tiny.cfg", "tiny.weights", "tiny.names", "in/x.bmp"])
  func outputOverInput(_ name: String) throws {
    let folder = command.folder.url.appending(path: "in")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try command.folder.write(TinyNetworks.bitmap(), as: "in/x.bmp")
    let before = try Data(contentsOf: command.folder.url.appending(path: name))
    let outcome = try command(
      "detect", "tiny.cfg", "red.bmp", "in", "--names", "tiny.names", "--output", name)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("the output would replace the input '\(name)'"))
    #expect(try Data(contentsOf: command.folder.url.appending(path: name)) == before)
  }

  @Test("results go to a file, whole")
  func output() throws {
    let outcome = try command(
      "detect", "tiny.cfg", "red.bmp", "--format", "jsonl", "-o", "out.jsonl")
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    let text = try String(contentsOfFile: command.folder.path("out.jsonl"), encoding: .utf8)
    #expect(text.hasPrefix(#"{"image": "red.bmp""#))
    let names = try FileManager.default.contentsOfDirectory(atPath: command.folder.url.path)
    #expect(!names.contains { $0.hasSuffix(".partial") })
  }

  @Test(
    "an output that cannot be made or written has a status of its own",
    arguments: [
      ("/dev/full", 74, "/dev/full: error: cannot be written: no space left on device\n"),
      (
        "no/out.json", 73,
        """
        no/out.json: error: cannot be created: no such file or directory
          help: the folder has to exist

        """
      ),
    ])
  func badOutput(_ path: String, _ status: Int32, _ message: String) throws {
    let outcome = try command("detect", "tiny.cfg", "red.bmp", "--format", "json", "-o", path)
    #expect(outcome.status == status)
    #expect(outcome.errors == message)
  }

  @Test("standard output that cannot be written is an error")
  func fullOutput() throws {
    let outcome = try command.run(
      ["detect", "tiny.cfg", "red.bmp", "--format", "json"], output: "/dev/full")
    #expect(outcome.status == 74)
    #expect(
      outcome.errors == "standard output: error: cannot be written: no space left on device\n")
  }

  @Test("a reader who stops ends the program quietly")
  func closedOutput() throws {
    let list = String(repeating: "red.bmp\n", count: 3000)
    try command.folder.write(list, as: "list")
    let script =
      "'\(CommandRunner.program.path)' detect tiny.cfg --list list --format jsonl | head -1"
    let outcome = try command.run(["-c", script], program: URL(filePath: "/bin/sh"))
    #expect(outcome.output.hasPrefix(#"{"image": "red.bmp""#))
    #expect(outcome.output.hasSuffix("}\n"))
    #expect(outcome.errors == "")
  }

  @Test("a path that is no UTF-8 works, and its bytes are in the json")
  func pathOfBytes() throws {
    let script = """
      name=$(printf 'x\\377.bmp'); cp red.bmp "$name"
      '\(CommandRunner.program.path)' detect tiny.cfg "$name" --format jsonl
      """
    let outcome = try command.run(["-c", script], program: URL(filePath: "/bin/sh"))
    #expect(outcome.status == 0)
    let start = #"{"image": "x\#u{FFFD}.bmp", "path_base64": "eP8uYm1w", "width": 16, "#
    #expect(outcome.output.hasPrefix(start))
  }

  @Test("a signal ends the program between two images, and the output is whole")
  func interrupted() throws {
    try command.folder.write(String(repeating: "red.bmp\n", count: 1_000_000), as: "list")
    let script = """
      '\(CommandRunner.program.path)' detect tiny.cfg --list list --format json > out &
      for i in $(seq 100); do [ -s out ] && break; sleep 0.1; done
      kill -TERM $!; wait $!
      """
    let outcome = try command.run(["-c", script], program: URL(filePath: "/bin/sh"))
    #expect(outcome.status == 143)
    let text = try String(contentsOfFile: command.folder.path("out"), encoding: .utf8)
    let results = try JSONResult.array(text)
    #expect((1..<1_000_000).contains(results.count))
  }

  @Test("labels and paths cannot command a terminal")
  func controlCharacters() throws {
    try command.folder.write("a\nb\u{1B}[2J\n", as: "evil.names")
    let outcome = try command(
      "detect", "tiny.cfg", "red.bmp", "--no-image", "--names", "evil.names")
    #expect(outcome.output.hasSuffix("b\\u{1B}[2J: 84%\n"))
  }

  @Test("verbose names what was chosen, quiet says nothing")
  func levels() throws {
    try command.folder.write("ball\n", as: "short.names")
    let words = ["detect", "tiny.cfg", "red.bmp", "--names", "short.names"]
    let verbose = try command.run(words + ["-v"])
    #expect(verbose.errors.contains("names: short.names\n"))
    #expect(verbose.errors.contains("resize: letterbox, threshold: 0.25, "))
    #expect(verbose.errors.contains("short.names: warning: the list has 1 names for 2 classes; "))
    #expect(try command.run(words + ["-q"]).errors == "")
  }

  @Test(
    "a network that is no detector and weights that do not fit are bad data",
    arguments: [
      (["colors.cfg", "colors.weights"], "help: classifiers run with 'classify'"),
      (
        ["tiny.cfg", "colors.weights"],
        "colors.weights: error: the file ends inside layer 0 [convolutional]"
      ),
      (["tiny.cfg", "page.weights"], "page.weights: error: the file is a web page"),
    ])
  func badModel(_ words: [String], _ message: String) throws {
    try TinyNetworks.writeClassifier(to: command.folder)
    try command.folder.write("<!DOCTYPE html><html><body>404</body></html>", as: "page.weights")
    let outcome = try command.run(["detect"] + words + ["red.bmp"])
    #expect(outcome.status == 65)
    #expect(outcome.errors.contains(message))
  }

  @Test("values left over are refused, unless they are allowed")
  func trailing() throws {
    let long = TinyNetworks.detectorWeights + [0, 0, 0, 0]
    try command.folder.write(long, as: "long.weights")
    #expect(try command("detect", "tiny.cfg", "long.weights", "red.bmp").status == 65)
    let outcome = try command(
      "detect", "tiny.cfg", "long.weights", "red.bmp", "--allow-trailing", "--no-image")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "long.weights: warning: 1 values are left over\n")
  }
}
