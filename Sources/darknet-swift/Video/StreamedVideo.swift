import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Writes a video in a format of ours, to a file that appears when it is complete or to standard
/// output.
final class StreamedVideo: VideoSink {
  private let name: String
  private let encoding: VideoFormat
  private let rate: FrameRate
  private var file: AtomicFile?
  private var sizes = FrameSizeCheck()
  private var y4m: Y4MWriter?

  /// Starts the file at `path`; nil is standard output.
  ///
  /// - Throws: `CommandError` with status 73.
  init(path: String?, encoding: VideoFormat, rate: FrameRate) throws(CommandError) {
    (self.encoding, self.rate, name) = (encoding, rate, path ?? "standard output")
    file = nil
    guard let path else { return }
    file = try CommandError.begin(path)
  }

  func write(_ image: Image) throws {
    switch encoding {
    case .mjpeg: try put(image.encoded(as: .jpeg))
    case .y4m:
      if try sizes.isFirst(image, of: name) {
        let writer = Y4MWriter(width: image.width, height: image.height, rate: rate)
        try put(writer.header)
        y4m = writer
      }
      if let y4m { try put(y4m.frame(image)) }
    }
  }

  func finish() throws {
    guard file != nil else { return }
    try CommandError.writing { () throws(AtomicFileError) in try file?.commit() }
  }

  private func put(_ bytes: [UInt8]) throws {
    guard file != nil else {
      return try StreamOutput.write(bytes, to: STDOUT_FILENO, named: name)
    }
    try CommandError.writing { () throws(AtomicFileError) in try file?.write(bytes[...]) }
  }
}
