import Foundation
import TestSupport
import Testing

/// What becomes of us when ffmpeg is missing, complains, hangs or dies.
@Suite("video with an ffmpeg in trouble")
struct FakeFFmpegTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    try command.folder.write("not y4m", as: "clip.mp4")
    try command.folder.write(TestClip.y4m("rbr"), as: "clip.y4m")
  }

  private func run(_ script: String, _ words: String...) throws -> CommandRunner.Outcome {
    let fake = try FakeFFmpeg(script, in: command.folder)
    return try command.run(["video", "tiny.cfg"] + words, environment: fake.environment)
  }

  private func lineCount(_ outcome: CommandRunner.Outcome) -> Int {
    outcome.output.split(separator: "\n").count
  }

  @Test("without ffmpeg its package is named, for reading and for writing")
  func missing() throws {
    let environment = FakeFFmpeg.none(in: command.folder)
    let reading = try command.run(["video", "tiny.cfg", "clip.mp4"], environment: environment)
    #expect(reading.status == 69)
    #expect(
      reading.errors == """
        clip.mp4: error: needs ffmpeg, which is not installed
          help: install the package 'ffmpeg' (apt-get install ffmpeg); y4m and MJPEG are read without it

        """)
    let writing = try command.run(
      ["video", "tiny.cfg", "clip.y4m", "--output", "out.mp4"], environment: environment)
    #expect(writing.status == 69)
    #expect(writing.output == "")
    #expect(
      writing.errors == """
        out.mp4: error: needs ffmpeg, which is not installed
          help: install the package 'ffmpeg' (apt-get install ffmpeg); names in .y4m and .mjpeg are \
        written without it

        """)
  }

  @Test("an ffmpeg that says very much does not stop the run; its last words are told")
  func talkative() throws {
    let outcome = try run(
      """
      head -c 300000 /dev/zero | tr '\\0' x >&2; echo >&2
      i=0; while [ $i -lt 2000 ]; do echo "[h264 @ 0x55d0] frame $i is bad" >&2; i=$((i + 1)); done
      cat clip.y4m
      """, "clip.mp4")
    #expect(outcome.status == 1)
    #expect(lineCount(outcome) == 3)
    #expect(
      outcome.errors.hasPrefix(
        "clip.mp4: error: ffmpeg: frame 1997 is bad; frame 1998 is bad; frame 1999 is bad\n"))
  }

  @Test(
    "an ffmpeg that gives up is an error, and what came before is there",
    arguments: [
      ("cat clip.y4m; echo 'file:clip.mp4: no luck' >&2; exit 3", 3, "ffmpeg: clip.mp4: no luck"),
      ("head -c 900 clip.y4m; exit 3", 2, "ffmpeg ended early (status 3)"),
      ("cat clip.y4m; kill -9 $$", 3, "ffmpeg ended early (signal 9)"),
      ("echo 'file:clip.mp4: Invalid data' >&2; exit 1", 0, "ffmpeg: clip.mp4: Invalid data"),
    ])
  func givingUp(_ script: String, _ count: Int, _ message: String) throws {
    let outcome = try run(script, "clip.mp4")
    #expect(outcome.status == 65)
    #expect(lineCount(outcome) == count)
    #expect(outcome.errors.hasPrefix("clip.mp4: error: \(message)\n"))
  }

  @Test(
    "an ffmpeg whose frames are not wanted any more is ended, even against its will",
    arguments: ["", "trap '' TERM; "])
  func notWanted(_ trap: String) throws {
    let outcome = try run(
      "echo $$ > pid; \(trap)cat clip.y4m; while :; do sleep 0.1; done", "clip.mp4", "--limit", "2")
    #expect(outcome.status == 0)
    #expect(lineCount(outcome) == 2)
    #expect(try FakeFFmpeg.isGone(command.folder))
  }

  @Test("an ffmpeg that sends nothing is ended with us", arguments: ["INT", "TERM"])
  func silent(_ signal: String) throws {
    let fake = try FakeFFmpeg(
      "echo $$ > pid; while :; do sleep 0.1; done", in: command.folder)
    let script = """
      set -m
      '\(CommandRunner.program.path)' video tiny.cfg clip.mp4 &
      run=$!
      for i in $(seq 100); do [ -s pid ] && break; sleep 0.1; done
      kill -\(signal) $run; wait $run
      """
    let outcome = try command.run(
      ["-c", script], environment: fake.environment, program: URL(filePath: "/bin/bash"))
    #expect(outcome.status == (signal == "INT" ? 130 : 143))
    #expect(try FakeFFmpeg.isGone(command.folder))
  }

  @Test("a reader of results who stops ends the ffmpeg, too")
  func closedOutput() throws {
    let fake = try FakeFFmpeg(
      "echo $$ > pid; cat clip.y4m; while :; do tail -c 390 clip.y4m; done", in: command.folder)
    let script = "'\(CommandRunner.program.path)' video tiny.cfg clip.mp4 | head -1"
    let outcome = try command.run(
      ["-c", script], environment: fake.environment, program: URL(filePath: "/bin/sh"))
    #expect(outcome.errors == "")
    #expect(lineCount(outcome) == 1)
    #expect(try FakeFFmpeg.isGone(command.folder))
  }

  @Test(
    "an ffmpeg that cannot write is told, and leaves nothing",
    arguments: [
      ("echo 'no such encoder' >&2; exit 1", 73, "no such encoder"),
      (
        """
        for last; do :; done
        head -c 100 > "${last#file:}"; echo "${last}: no space left" >&2; exit 1
        """, 74, "out.mp4: no space left"
      ),
      ("cat > /dev/null; echo 'muxing failed' >&2; exit 1", 73, "muxing failed"),
    ])
  func notWriting(_ script: String, _ status: Int32, _ message: String) throws {
    let outcome = try run(script, "clip.y4m", "--output", "out.mp4")
    #expect(outcome.status == status)
    #expect(outcome.errors == "out.mp4: error: cannot be written: ffmpeg: \(message)\n")
    let names = try FileManager.default.contentsOfDirectory(atPath: command.folder.url.path)
    #expect(!names.contains { $0.hasSuffix(".mp4") && $0 != "clip.mp4" })
  }

  @Test("an error of ours ends the ffmpeg that reads and the one that writes")
  func ourError() throws {
    let outcome = try run(
      """
      case "$*" in
        *yuv4mpegpipe*) echo $$ > pid; cat clip.y4m; while :; do tail -c 390 clip.y4m; done ;;
        *) cat > /dev/null ;;
      esac
      """, "clip.mp4", "--results", "/dev/full", "--output", "out.mp4")
    #expect(outcome.status == 74)
    #expect(outcome.errors == "/dev/full: error: cannot be written: no space left on device\n")
    #expect(try FakeFFmpeg.isGone(command.folder))
  }
}
