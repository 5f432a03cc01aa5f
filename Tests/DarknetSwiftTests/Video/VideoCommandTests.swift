import Engine
import Foundation
import TestSupport
import Testing

/// Videos that are read and written without ffmpeg.
@Suite("video")
struct VideoCommandTests {
  /// What y4m's rounding of red does to the network's logistic.
  private static let tolerance: Float = 0.01
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
  }

  private func file(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: command.folder.url.appending(path: name)))
  }

  private func objects(_ output: String) throws -> [[String: Any]] {
    try output.split(separator: "\n").map { try JSONResult.object(String($0)) }
  }

  /// `r` for a frame in which a ball was found, `b` for one without, `x` for an error.
  private func colors(_ output: String) throws -> String {
    try objects(output).map { object in
      guard let found = object["detections"] as? [Any] else { return "x" }
      return found.isEmpty ? "b" : "r"
    }.joined()
  }

  private func frames(_ output: String) throws -> [Int] {
    try objects(output).compactMap { $0["frame"] as? Int }
  }

  /// What is in an annotated video: red frames have a box in the middle, and stay red at the edge.
  private func pictures(_ bytes: [UInt8]) throws -> [Image] {
    var reader = try Y4MReader(reading: ByteSupplies.supply(bytes))
    var images: [Image] = []
    while let frame = try reader.next() { images.append(try frame.image(named: "frame")) }
    return images
  }

  @Test("a line a frame, as detect has it for an image, with number and time")
  func lines() throws {
    let rate = try #require(FrameRate(30000, 1001))
    try command.folder.write(TestClip.y4m("rbr", rate: rate), as: "clip.y4m")
    let outcome = try command("video", "tiny.cfg", "tiny.weights", "clip.y4m")
    #expect(outcome.status == 0)
    let objects = try objects(outcome.output)
    #expect(objects.map { $0["frame"] as? Int } == [0, 1, 2])
    #expect(objects.map { $0["time_s"] as? Double } == [0, 1001.0 / 30000, 2002.0 / 30000])
    #expect(objects.map { $0["image"] as? String } == ["clip.y4m", "clip.y4m", "clip.y4m"])
    #expect(objects[0]["names"] as? String == "tiny.names")
    #expect((objects[0]["width"] as? Int, objects[0]["height"] as? Int) == (16, 16))
    let found = try #require(objects[2]["detections"] as? [[String: Any]])
    #expect(found.count == 1)
    #expect(found[0]["class"] as? String == "ball")
    #expect(found[0]["box"] as? [String: Double] == ["x": 4, "y": 4, "width": 8, "height": 8])
    let confidence = try #require(found[0]["confidence"] as? Double)
    #expect(abs(Float(confidence) - TinyNetworks.redConfidence) < Self.tolerance)
    #expect(
      outcome.errors.wholeMatch(of: /clip\.y4m: frames: 3 in [0-9.]+ s, [0-9.]+ a second\n/) != nil)
  }

  @Test("text is what detect prints, with number and time")
  func text() throws {
    try command.folder.write(TestClip.y4m("br"), as: "clip.y4m")
    let outcome = try command("video", "tiny.cfg", "clip.y4m", "--format", "text", "-q")
    #expect(outcome.status == 0)
    #expect(
      outcome.output.replacing(/in [0-9.]+ seconds/, with: "in … seconds") == """
        clip.y4m, frame 0, 0.000 s: Predicted in … seconds.
        clip.y4m, frame 1, 0.040 s: Predicted in … seconds.
        ball: 84%

        """)
    #expect(outcome.errors == "")
  }

  @Test("standard input is told by its first bytes", arguments: ["y4m", "mjpeg"])
  func standardInput(_ format: String) throws {
    let bytes = format == "y4m" ? try TestClip.y4m("rrb") : try TestClip.mjpeg("rrb")
    let outcome = try command.run(["video", "tiny.cfg", "-"], input: bytes)
    #expect(outcome.status == 0)
    #expect(try colors(outcome.output) == "rrb")
    #expect(outcome.output.hasPrefix(#"{"image": "-", "width": 16"#))
  }

  @Test(
    "raw frames are read with their size, format and rate",
    arguments: [
      (["--raw-format", "rgb24"], "rbr"), ([], "rbr"), (["--raw-format", "bgr24"], "bbb"),
    ])
  func raw(_ words: [String], _ expected: String) throws {
    let outcome = try command.run(
      ["video", "tiny.cfg", "-", "--raw-size", "16x16", "--rate", "12.5"] + words,
      input: TestClip.rgb("rbr"))
    #expect(outcome.status == 0)
    #expect(try colors(outcome.output) == expected)
    #expect(try objects(outcome.output).map { $0["time_s"] as? Double } == [0, 0.08, 0.16])
  }

  @Test("every n-th frame, and no more than wanted")
  func strideAndLimit() throws {
    try command.folder.write(TestClip.y4m("rbbrbbrbbrbb"), as: "clip.y4m")
    let every = try command(
      "video", "tiny.cfg", "clip.y4m", "--stride", "3", "--output", "every.y4m")
    #expect(try frames(every.output) == [0, 3, 6, 9])
    #expect(try colors(every.output) == "rrrr")
    let video = try Y4MReader(reading: ByteSupplies.supply(file("every.y4m")))
    #expect(video.rate == FrameRate(25, 3))
    let few = try command("video", "tiny.cfg", "clip.y4m", "--stride", "3", "--limit", "2")
    #expect(few.status == 0)
    #expect(try frames(few.output) == [0, 3])
  }

  @Test("a damaged image of an MJPEG stream is an error in its place")
  func damagedFrame() throws {
    let bytes = try TestClip.mjpeg("r") + TestClip.mjpeg("r").dropLast(30) + TestClip.mjpeg("br")
    try command.folder.write(bytes, as: "clip.mjpeg")
    let outcome = try command(
      "video", "tiny.cfg", "clip.mjpeg", "--rate", "10", "--output", "out.y4m")
    #expect(outcome.status == 1)
    #expect(try colors(outcome.output) == "rxbr")
    #expect(try frames(outcome.output) == [0, 1, 2, 3])
    let error = try #require(try objects(outcome.output)[1]["error"] as? [String: String])
    #expect(error["code"] == "damaged")
    #expect(outcome.errors.contains("clip.mjpeg, frame 1: error: the JPEG data is damaged: "))
    #expect(outcome.errors.hasSuffix(", 1 damaged\n"))
    // The picture before it stands in its place.
    #expect(try pictures(file("out.y4m")).count == 4)
  }

  @Test("the annotated video is as long where the last image is cut short")
  func damagedEnd() throws {
    let bytes = try TestClip.mjpeg("rb") + TestClip.mjpeg("r").dropLast(30)
    try command.folder.write(bytes, as: "clip.mjpeg")
    let outcome = try command("video", "tiny.cfg", "clip.mjpeg", "--output", "out.y4m")
    #expect(outcome.status == 1)
    #expect(try colors(outcome.output) == "rbx")
    let images = try pictures(file("out.y4m"))
    #expect(images.count == 3)
    #expect(images.last?.pixels == images[1].pixels)
  }

  @Test("a stream that breaks off gives what was complete, and the error", arguments: [1, 300])
  func truncated(_ missing: Int) throws {
    let bytes = try TestClip.y4m("rbr").dropLast(missing)
    let outcome = try command.run(
      ["video", "tiny.cfg", "-", "--output", "out.y4m"], input: Array(bytes))
    #expect(outcome.status == 65)
    #expect(try colors(outcome.output) == "rb")
    #expect(try pictures(file("out.y4m")).count == 2)
    #expect(
      outcome.errors.contains(
        """
        standard input: error: the stream ends inside frame 2: \(384 - missing) of its 384 bytes are there
          help: what sent it may have been stopped

        """))
  }

  @Test("the annotated video has the boxes, in y4m and MJPEG")
  func annotated() throws {
    try command.folder.write(TestClip.y4m("rb"), as: "clip.y4m")
    #expect(try command("video", "tiny.cfg", "clip.y4m", "--output", "out.y4m").status == 0)
    let images = try pictures(file("out.y4m"))
    #expect(images.count == 2)
    let plain = try pictures(TestClip.y4m("rb"))
    #expect(images[0].pixels != plain[0].pixels)
    #expect(images[1].pixels == plain[1].pixels)
    #expect(try command("video", "tiny.cfg", "clip.y4m", "--output", "out.mjpeg").status == 0)
    var reader = MJPEGReader(reading: ByteSupplies.supply(try file("out.mjpeg")))
    #expect(try reader.next()?.image(named: "frame").width == 16)
    #expect(try reader.next()?.index == 1)
    #expect(try reader.next() == nil)
  }

  @Test("the video goes to standard output, then results go to a file or nowhere")
  func videoToStandardOutput() throws {
    try command.folder.write(TestClip.y4m("rb"), as: "clip.y4m")
    let output = try command.folder.write([UInt8](), as: "out.y4m")
    let outcome = try command.run(
      ["video", "tiny.cfg", "clip.y4m", "--output", "-", "--results", "found.jsonl"],
      output: output)
    #expect(outcome.status == 0)
    #expect(try pictures(file("out.y4m")).count == 2)
    #expect(try colors(String(decoding: file("found.jsonl"), as: UTF8.self)) == "rb")
    try FileManager.default.removeItem(atPath: output)
    let without = try command.run(
      ["video", "tiny.cfg", "clip.y4m", "--output", "-"],
      output: command.folder.write([UInt8](), as: "out.y4m"))
    #expect(without.status == 0)
    #expect(try pictures(file("out.y4m")).count == 2)
  }

  @Test(
    "calls that make no sense are told",
    arguments: [
      (["video", "tiny.cfg"], 64, "no video is given"),
      (["video", "tiny.cfg", "a", "b"], 64, "one video at a time, these are 'a' and 'b'"),
      (
        ["video", "tiny.cfg", "clip.y4m", "--raw-format", "nv12"], 64,
        "--raw-format needs --raw-size"
      ),
      (["video", "tiny.cfg", "clip.y4m", "--raw-size", "16"], 64, "raw-size"),
      (
        ["video", "tiny.cfg", "clip.y4m", "--stride", "0"], 64,
        "a number from 1 to 1000000 is needed"
      ),
      (["video", "tiny.cfg", "clip.y4m", "--rate", "1/0"], 64, "rate"),
      (
        ["video", "tiny.cfg", "clip.y4m", "--output", "./clip.y4m"], 64,
        "the output would replace the input './clip.y4m'"
      ),
      (
        ["video", "tiny.cfg", "clip.y4m", "--results", "tiny.names", "--names", "tiny.names"], 64,
        "the output would replace the input 'tiny.names'"
      ),
      (
        ["video", "tiny.cfg", "clip.y4m", "--results", "x.y4m", "--output", "x.y4m"], 64,
        "'x.y4m' cannot take the video and the results"
      ),
      (["video", "tiny.cfg", "gone.y4m"], 66, "gone.y4m: error: no such file or directory"),
      (["video", "tiny.cfg", "."], 65, ".: error: is a folder, not a video"),
      (
        ["video", "tiny.cfg", "clip.y4m", "--output", "no/out.y4m"], 73,
        "no/out.y4m: error: cannot be created: no such file or directory"
      ),
      (
        ["video", "tiny.cfg", "clip.y4m", "--results", "/dev/full"], 74,
        "/dev/full: error: cannot be written: no space left on device"
      ),
      (
        ["video", "tiny.cfg", "deep.y4m"], 65,
        "deep.y4m: error: frames of 'C420p10' have more than 8"
      ),
    ])
  func refused(_ words: [String], _ status: Int32, _ message: String) throws {
    try command.folder.write(TestClip.y4m("rb"), as: "clip.y4m")
    try command.folder.write("YUV4MPEG2 W2 H2 F25:1 C420p10\n", as: "deep.y4m")
    let outcome = try command.run(words)
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(message))
  }

  @Test(
    "a stream that is neither y4m nor MJPEG is told, with the way out",
    arguments: [
      ("", "the stream is empty"), ("hello world, this is text", "neither y4m nor MJPEG"),
    ])
  func unknownStream(_ text: String, _ message: String) throws {
    let outcome = try command.run(["video", "tiny.cfg", "-"], input: Array(text.utf8))
    #expect(outcome.status == 65)
    #expect(outcome.errors.hasPrefix("standard input: error: \(message)"))
  }

  @Test("results come as the frames come")
  func slowStream() throws {
    try command.folder.write(TestClip.y4m("r"), as: "first.y4m")
    try command.folder.write(Array(TestClip.y4m("b").suffix(390)), as: "second")
    let script = """
      {
        cat first.y4m
        for i in $(seq 100); do [ -s out ] && break; sleep 0.1; done
        [ -s out ] && cat second
      } | '\(CommandRunner.program.path)' video tiny.cfg - > out
      """
    #expect(try command.run(["-c", script], program: URL(filePath: "/bin/sh")).status == 0)
    #expect(try colors(String(decoding: file("out"), as: UTF8.self)) == "rb")
  }

  @Test("a reader who stops ends the run quietly, and leaves a video that plays")
  func closedOutput() throws {
    try command.folder.write(
      TestClip.y4m(String(repeating: "rb", count: 1500)), as: "clip.y4m")
    let script = """
      '\(CommandRunner.program.path)' video tiny.cfg clip.y4m --output out.y4m | head -1
      """
    let outcome = try command.run(["-c", script], program: URL(filePath: "/bin/sh"))
    #expect(outcome.errors == "")
    #expect(outcome.output.split(separator: "\n").count == 1)
    let count = try pictures(file("out.y4m")).count
    #expect((1..<3000).contains(count))
  }

  @Test("a player that stops ends the run quietly")
  func closedVideo() throws {
    try command.folder.write(
      TestClip.y4m(String(repeating: "rb", count: 1500)), as: "clip.y4m")
    let script = """
      '\(CommandRunner.program.path)' video tiny.cfg clip.y4m --output - | head -c 1000 | wc -c
      """
    let outcome = try command.run(["-c", script], program: URL(filePath: "/bin/sh"))
    #expect(outcome.errors == "")
    #expect(outcome.output.contains("1000"))
  }

  @Test(
    "a signal ends the run behind a frame: lines and video are whole", arguments: ["INT", "TERM"])
  func interrupted(_ signal: String) throws {
    // The writer of the pipe stays, so that only the signal can end the run.
    try command.folder.write(TestClip.y4m("rbrb"), as: "clip.y4m")
    let script = """
      set -m
      mkfifo pipe
      { cat clip.y4m; sleep 60; } > pipe &
      feeder=$!
      '\(CommandRunner.program.path)' video tiny.cfg - --output out.y4m < pipe > out &
      run=$!
      for i in $(seq 100); do [ "$(wc -l < out)" -ge 4 ] && break; sleep 0.1; done
      kill -\(signal) $run; wait $run; status=$?
      kill -- -$feeder
      exit $status
      """
    let outcome = try command.run(["-c", script], program: URL(filePath: "/bin/bash"))
    #expect(outcome.status == (signal == "INT" ? 130 : 143))
    #expect(try colors(String(decoding: file("out"), as: UTF8.self)) == "rbrb")
    #expect(try pictures(file("out.y4m")).count == 4)
  }

  @Test("with --drop the newest frame is taken, and the numbers of the others are missing")
  func drop() throws {
    // All frames come at once, far faster than they are looked at.
    let count = 1000
    try command.folder.write(
      TestClip.y4m(String(repeating: "rb", count: count / 2)), as: "clip.y4m")
    let outcome = try command(
      "video", "tiny.cfg", "clip.y4m", "--drop", "--output", "out.y4m", "--threads", "1")
    #expect(outcome.status == 0)
    let frames = try frames(outcome.output)
    #expect(frames == frames.sorted())
    #expect(frames.last == count - 1)
    let summary = try #require(outcome.errors.firstMatch(of: /, ([0-9]+) dropped/))
    #expect(Int(summary.1) == count - frames.count)
    // The video is as long as the clip.
    #expect(try pictures(file("out.y4m")).count == count)
  }
}
