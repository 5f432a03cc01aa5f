import CfgParser
import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The program ffmpeg, which reads and writes the formats we do not.
enum FFmpeg {
  /// Has ffmpeg read a video and send it as y4m, in colours of ``coding``.
  ///
  /// y4m has a constant rate and no times. So ffmpeg repeats or drops frames of files whose rate
  /// varies (its `-fps_mode cfr`): the time of a frame is its number by the rate, and within half a
  /// frame that of the file.
  ///
  /// - Throws: `CommandError` when ffmpeg cannot be started.
  static func reader(of path: RawPath) throws(CommandError) -> ChildProcess {
    try start(
      words("-i") + [location(of: path)]
        + words(
          "-map", "0:v:0", "-vf",
          "scale=out_color_matrix=bt601:out_range=tv,format=yuv420p|yuv422p|yuv444p",
          "-f", "yuv4mpegpipe", "pipe:1"),
      .reading, for: path.text,
      alternative: "y4m and MJPEG are read without it")
  }

  /// What colours mean in the frames that `reader(of:)` sends.
  static let coding = ColorCoding(.bt601, .limited)

  /// Has ffmpeg write the video at `path` from frames of `layout`, which are sent to it.
  ///
  /// - Throws: `CommandError` when ffmpeg cannot be started.
  static func writer(
    to path: RawPath, named name: String, width: Int, height: Int, rate: FrameRate
  ) throws(CommandError) -> ChildProcess {
    // What players assume for the size, and said as well.
    let matrix = ColorCoding.Matrix.assumed(width: width, height: height)
    let space = matrix == .bt709 ? "bt709" : "smpte170m"
    // Most encoders share chroma by 2 × 2 pixels, and want even sizes for that.
    let even = width % 2 + height % 2 == 0 ? "" : "pad=ceil(iw/2)*2:ceil(ih/2)*2,"
    return try start(
      words(
        "-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", "\(width)x\(height)",
        "-framerate", "\(rate.numerator)/\(rate.denominator)", "-i", "pipe:0",
        "-vf", "\(even)scale=out_color_matrix=\(matrix.rawValue):out_range=tv,format=yuv420p",
        "-colorspace", space, "-color_range", "tv", "-y")
        + [location(of: path)],
      .writing, for: name,
      alternative: "names in .y4m and .mjpeg are written without it")
  }

  /// What ffmpeg complained about last, in a line about `name`, whose file was called `path`; nil
  /// where it did not.
  static func complaint(
    _ outcome: ChildProcess.Outcome, about name: String, calling path: RawPath
  ) -> String? {
    let lines = outcome.complaints.suffix(mostComplaints).map { line in
      // Which part of ffmpeg says it, and where that lies in memory, means nothing to people.
      line.trimmingPrefix(/(\[[^\]]*@ 0x[0-9a-f]+\] )+/)
        .replacing(location(of: path).text, with: name)
    }
    return lines.isEmpty ? nil : lines.joined(separator: "; ")
  }

  /// The last lines say what went wrong; earlier ones may be about every frame.
  private static let mostComplaints = 3

  /// What to say where ffmpeg has to write a video and is not there.
  static func missing(toWrite name: String) -> CommandError {
    missing(name, "names in .y4m and .mjpeg are written without it")
  }

  private static func missing(_ subject: String, _ alternative: String) -> CommandError {
    CommandError(
      .unavailable, subject, "needs ffmpeg, which is not installed",
      help: "install the package 'ffmpeg' (apt-get install ffmpeg); \(alternative)")
  }

  private static func start(
    _ words: [RawPath], _ direction: ChildProcess.Direction, for subject: String,
    alternative: String
  ) throws(CommandError) -> ChildProcess {
    do throws(ChildProcessError) {
      return try ChildProcess(
        "ffmpeg", Self.words("-hide_banner", "-nostdin", "-loglevel", "error") + words, direction)
    } catch {
      if error.number == ENOENT { throw missing(subject, alternative) }
      throw CommandError(
        .unavailable, subject, "ffmpeg cannot be started: \(Wording.reason(error.number))")
    }
  }

  /// A path as ffmpeg takes it for a file, whatever characters it has; addresses and devices, a
  /// camera for example, stay.
  private static func location(of path: RawPath) -> RawPath {
    isAlwaysNeeded(for: path) ? path : RawPath(bytes: Array("file:".utf8) + path.bytes)
  }

  /// Whether ffmpeg is on `PATH`.
  static var isInstalled: Bool {
    let folders = ProcessInfo.processInfo.environment["PATH", default: "/usr/bin:/bin"]
    return folders.split(separator: ":").contains { unsafe access("\($0)/ffmpeg", X_OK) == 0 }
  }

  /// Whether a video can only be reached by ffmpeg: it is at an address, or comes from a device.
  static func isAlwaysNeeded(for path: RawPath) -> Bool {
    isAddress(path) || SystemCall.status(of: path)?.isDevice == true
  }

  /// Whether a word is an address such as `rtsp://camera/1`.
  static func isAddress(_ path: RawPath) -> Bool {
    path.text.prefixMatch(of: /[A-Za-z][A-Za-z0-9+.-]*:\/\//) != nil
  }

  private static func words(_ words: String...) -> [RawPath] { words.map { RawPath($0) } }
}
