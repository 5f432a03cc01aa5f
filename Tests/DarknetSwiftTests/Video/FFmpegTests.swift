import Engine
import Foundation
import TestSupport
import Testing

/// Videos that the real ffmpeg reads and writes.
@Suite("video with ffmpeg", .enabled(if: FFmpegTool.isInstalled, "\(FFmpegTool.remark)"))
struct FFmpegTests {
  /// Two conversions of colours and a compression.
  private static let tolerance = 6
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
  }

  /// Makes a clip of one colour at 10 frames a second.
  private func makeClip(
    _ name: String, color: String = "red", size: String = "32x32", frames: Int = 5,
    options: String = ""
  ) throws {
    _ = try FFmpegTool.run(
      "-f lavfi -i color=\(color):size=\(size):rate=10 -frames:v \(frames) \(options) \(name)",
      in: command.folder)
  }

  private func frameCount(_ name: String) throws -> Int {
    let bytes = try FFmpegTool.run(
      "-i file:\(name) -f rawvideo -vf scale=1:1 -pix_fmt gray -", in: command.folder)
    return bytes.count
  }

  private func images(_ name: String) throws -> [Image] {
    let bytes = Array(try Data(contentsOf: command.folder.url.appending(path: name)))
    var reader = try Y4MReader(reading: ByteSupplies.supply(bytes))
    var images: [Image] = []
    while let frame = try reader.next() { images.append(try frame.image(named: "frame")) }
    return images
  }

  @Test(
    "files of any kind are read, whatever their names", arguments: ["a.mp4", "b:c.mkv", "-d.avi"])
  func reading(_ name: String) throws {
    try makeClip("clip" + name.suffix(4))
    try FileManager.default.moveItem(
      atPath: command.folder.path("clip" + name.suffix(4)), toPath: command.folder.path(name))
    let outcome = try command("video", "tiny.cfg", "--", name)
    #expect(outcome.status == 0)
    let objects = try outcome.output.split(separator: "\n").map {
      try JSONResult.object(String($0))
    }
    #expect(objects.map { $0["time_s"] as? Double } == [0, 0.1, 0.2, 0.3, 0.4])
    #expect(objects.allSatisfy { ($0["detections"] as? [Any])?.count == 1 })
  }

  @Test("colours are right whatever the file says of them", arguments: ["bt601", "bt709"])
  func colors(_ matrix: String) throws {
    let space = matrix == "bt601" ? "smpte170m" : matrix
    try makeClip(
      "clip.mp4", color: "0xC86432",
      options: "-vf scale=out_color_matrix=\(matrix),format=yuv420p -colorspace \(space)")
    let outcome = try command(
      "video", "tiny.cfg", "clip.mp4", "--thresh", "1", "--output", "out.y4m")
    #expect(outcome.status == 0)
    let pixel = try #require(try images("out.y4m").first).pixels.prefix(3).map(Int.init)
    for (found, right) in zip(pixel, [0xC8, 0x64, 0x32]) {
      #expect(abs(found - right) <= Self.tolerance)
    }
  }

  @Test("more than 8 bits a value become 8")
  func deep() throws {
    try makeClip("clip.mkv", options: "-pix_fmt yuv420p10le -c:v ffv1")
    let outcome = try command("video", "tiny.cfg", "clip.mkv")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("ball"))
  }

  @Test("frames of a file whose rate varies come at a constant one, as long as the file")
  func variableRate() throws {
    // Of 20 frames at 10 a second those from 5 to 14 are missing.
    _ = try FFmpegTool.run(
      "-f lavfi -i color=red:size=32x32:rate=10:duration=2 -vf select='lt(n,5)+gte(n,15)' "
        + "-vsync vfr clip.mkv", in: command.folder)
    let list = try FFmpegTool.run("-i clip.mkv -c copy -f framecrc -", in: command.folder)
    let lines = String(decoding: list, as: UTF8.self).split(separator: "\n")
    #expect(lines.count { !$0.hasPrefix("#") } == 10)
    let outcome = try command("video", "tiny.cfg", "clip.mkv")
    #expect((outcome.status, outcome.errors.contains("error")) == (0, false), "\(outcome.errors)")
    let last = try #require(outcome.output.split(separator: "\n").last)
    let object = try JSONResult.object(String(last))
    let time = try #require(object["time_s"] as? Double)
    #expect(abs(time - 1.9) < 0.11)
  }

  @Test(
    "the annotated video is written, of odd sizes too",
    arguments: ["out.mp4", "out.mkv", "out.avi"])
  func writing(_ name: String) throws {
    try command.folder.write(TestClip.y4m("rbr", width: 33, height: 17), as: "clip.y4m")
    let outcome = try command("video", "tiny.cfg", "clip.y4m", "--output", name)
    #expect(outcome.status == 0)
    #expect(try frameCount(name) == 3)
    let names = try FileManager.default.contentsOfDirectory(atPath: command.folder.url.path)
    #expect(!names.contains { $0.contains("partial") })
  }

  @Test("the annotated video keeps its colours")
  func writtenColors() throws {
    try makeClip("clip.mp4", color: "0xC86432", options: "-pix_fmt yuv420p")
    let outcome = try command(
      "video", "tiny.cfg", "clip.mp4", "--thresh", "1", "--output", "out.mp4")
    #expect(outcome.status == 0)
    let bytes = try FFmpegTool.run(
      "-i out.mp4 -frames:v 1 -f rawvideo -pix_fmt rgb24 -", in: command.folder)
    for (found, right) in zip(bytes, [0xC8, 0x64, 0x32]) {
      #expect(abs(Int(found) - right) <= Self.tolerance)
    }
  }

  @Test("a name that ffmpeg has no format for is told")
  func unknownFormat() throws {
    try command.folder.write(TestClip.y4m("r"), as: "clip.y4m")
    let outcome = try command("video", "tiny.cfg", "clip.y4m", "--output", "out.xyz")
    #expect(outcome.status == 73)
    #expect(outcome.errors.hasPrefix("out.xyz: error: cannot be written: ffmpeg: "))
    #expect(!outcome.errors.contains("partial"))
  }

  @Test("a damaged file is told in ffmpeg's words")
  func damaged() throws {
    try makeClip("whole.mp4", frames: 50)
    let bytes = try Data(contentsOf: command.folder.url.appending(path: "whole.mp4"))
    try command.folder.write(Array(bytes.prefix(bytes.count / 2)), as: "clip.mp4")
    let outcome = try command("video", "tiny.cfg", "clip.mp4")
    #expect(outcome.status == 65)
    #expect(outcome.errors.hasPrefix("clip.mp4: error: ffmpeg: moov atom not found; clip.mp4: "))
  }

  @Test("Ctrl-C leaves a video that plays")
  func interrupted() throws {
    try command.folder.write(TestClip.y4m(String(repeating: "r", count: 20)), as: "clip.y4m")
    let script = """
      set -m
      mkfifo pipe
      { cat clip.y4m; sleep 60; } > pipe &
      feeder=$!
      '\(CommandRunner.program.path)' video tiny.cfg - --output out.mp4 < pipe > out &
      run=$!
      for i in $(seq 100); do [ "$(wc -l < out)" -ge 20 ] && break; sleep 0.1; done
      # As a terminal sends it: to the whole group.
      kill -INT -- -$run; wait $run; status=$?
      kill -- -$feeder
      exit $status
      """
    let outcome = try command.run(["-c", script], program: URL(filePath: "/bin/bash"))
    #expect(outcome.status == 130)
    #expect(try frameCount("out.mp4") == 20)
  }

  @Test("a pipe of ffmpeg, us and ffmpeg")
  func pipe() throws {
    try makeClip("clip.mp4")
    let script = """
      ffmpeg -v error -i clip.mp4 -f yuv4mpegpipe - \
      | '\(CommandRunner.program.path)' video tiny.cfg - --output - --results found.jsonl -q \
      | ffmpeg -v error -i - out.mkv
      """
    let outcome = try command.run(["-c", script], program: URL(filePath: "/bin/sh"))
    #expect((outcome.status, outcome.errors) == (0, ""))
    #expect(try frameCount("out.mkv") == 5)
    let lines = try String(contentsOfFile: command.folder.path("found.jsonl"), encoding: .utf8)
    #expect(lines.split(separator: "\n").count == 5)
  }
}
