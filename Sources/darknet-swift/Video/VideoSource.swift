import CfgParser
import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The video of a call, opened: its frames, and what has to be ended behind them.
struct VideoSource {
  /// What errors call it.
  let name: String
  /// The frames.
  let reader: any VideoReader
  /// Has the reader stop.
  let stop: StopFlag
  /// Where the frames' bytes come from.
  private let input: StreamInput
  /// What makes them, if they do not come as they are.
  private let process: ChildProcess?

  /// Opens the video that `word` means: `-` for standard input, a file, or an address.
  ///
  /// y4m, MJPEG and raw frames are read here, anything else by ffmpeg.
  ///
  /// - Throws: `CommandError` or `VideoError`.
  init(_ word: String, options: VideoInputOptions) throws {
    let path = RawPath(word)
    let name = word == "-" ? "standard input" : path.text
    guard word == "-" || !FFmpeg.isAlwaysNeeded(for: path) else {
      self = try VideoSource(decoding: path)
      return
    }
    var input = StreamInput(word == "-" ? STDIN_FILENO : try Self.open(path), named: name)
    let stop = StopFlag()
    do {
      if let reader = try Self.reader(of: &input, stop: stop, options: options) {
        self.init(name: name, reader: reader, stop: stop, input: input, process: nil)
        return
      }
    } catch let error as VideoError {
      throw error.about(name)
    }
    guard word != "-", SystemCall.status(of: path)?.isRegularFile == true else {
      throw Self.unknown(name, input.start)
    }
    close(input.descriptor)
    self = try VideoSource(decoding: path)
  }

  /// Ends what was opened, once all frames that are wanted have come.
  ///
  /// - Parameter early: Whether there would have been more.
  /// - Throws: `CommandError` for what ffmpeg complained about: status 65 where it gave up, 1 where
  ///   it went on.
  func finish(early: Bool) throws(CommandError) {
    guard let process else { return }
    guard !early else {
      process.stop()
      return
    }
    let outcome = process.finish()
    if let complaint = FFmpeg.complaint(outcome, about: name, calling: RawPath(name)) {
      let status: ExitStatus = outcome.isSuccess ? .someInputsFailed : .badData
      throw CommandError(status, name, "ffmpeg: \(complaint)")
    }
    guard outcome.isSuccess else {
      throw CommandError(.badData, name, "ffmpeg ended early (\(outcome.ending))")
    }
  }

  /// The share of the video that has been read, 0…1, where that is known.
  var shareRead: Double? { process == nil ? input.shareRead : nil }
}

extension VideoSource {
  private init(
    name: String, reader: any VideoReader, stop: StopFlag, input: StreamInput,
    process: ChildProcess?
  ) {
    (self.name, self.reader, self.stop) = (name, reader, stop)
    (self.input, self.process) = (input, process)
  }

  /// Has ffmpeg decode the video.
  private init(decoding path: RawPath) throws {
    let process = try FFmpeg.reader(of: path)
    let input = StreamInput(process.pipe, named: path.text)
    let stop = StopFlag()
    do {
      let reader = try Y4MReader(
        matrix: FFmpeg.coding.matrix, range: FFmpeg.coding.range, reading: input.supply(until: stop)
      )
      self.init(name: path.text, reader: reader, stop: stop, input: input, process: process)
    } catch {
      let outcome = Interruption.status == nil ? process.finish() : process.stop()
      guard let complaint = FFmpeg.complaint(outcome, about: path.text, calling: path) else {
        throw error
      }
      throw CommandError(.badData, path.text, "ffmpeg: \(complaint)")
    }
  }

  private static func open(_ path: RawPath) throws(CommandError) -> Int32 {
    let descriptor = SystemCall.open(path)
    guard descriptor >= 0 else { throw .unreadable(path.text, errno) }
    guard SystemCall.status(of: path)?.isFolder != true else {
      close(descriptor)
      throw CommandError(
        .badData, path.text, "is a folder, not a video",
        help: "pictures in a folder are for 'darknet-swift detect'")
    }
    return descriptor
  }

  /// A reader for the stream, if it is one that is read here.
  private static func reader(
    of input: inout StreamInput, stop: StopFlag, options: VideoInputOptions
  ) throws -> (any VideoReader)? {
    if let layout = try options.rawLayout {
      return RawFrameReader(
        layout, rate: options.rate ?? .assumed, reading: input.supply(until: stop))
    }
    try input.peek(VideoFormat.signatureByteCount)
    return switch VideoFormat(sniffing: input.start) {
    case .y4m:
      try Y4MReader(
        matrix: options.matrix, range: options.range, reading: input.supply(until: stop))
    case .mjpeg:
      MJPEGReader(rate: options.rate ?? .assumed, reading: input.supply(until: stop))
    case nil: nil
    }
  }

  private static func unknown(_ name: String, _ start: [UInt8]) -> CommandError {
    guard !start.isEmpty else { return CommandError(.badData, name, "the stream is empty") }
    return CommandError(
      .badData, name, "neither y4m nor MJPEG, which streams have to be",
      help: """
        let ffmpeg convert it: ffmpeg -i … -f yuv4mpegpipe - | darknet-swift video CFG WEIGHTS -; for \
        frames without a header, give --raw-size
        """)
  }
}
