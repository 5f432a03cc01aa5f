import CfgParser
import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Has ffmpeg write a video in one of its formats.
///
/// A file gets a name of its own until it is complete; what is no regular file, and an address, is
/// written to directly.
final class EncodedVideo: VideoSink {
  private let path: RawPath
  private let rate: FrameRate
  /// Where ffmpeg writes; nil for `path` itself.
  private let partial: RawPath?
  private var sizes = FrameSizeCheck()
  private var process: ChildProcess?
  private var failure: CommandError?

  /// A video at `path`; ffmpeg is started with the first frame, whose size it has to know.
  ///
  /// - Throws: `CommandError` with status 69 without ffmpeg, 73 for a file that is protected.
  init(path: String, rate: FrameRate) throws(CommandError) {
    (self.path, self.rate) = (RawPath(path), rate)
    guard FFmpeg.isInstalled else { throw FFmpeg.missing(toWrite: self.path.text) }
    partial = try Self.partial(of: self.path)
  }

  deinit {
    process?.stop()
    removePartial()
  }

  func write(_ image: Image) throws {
    if let failure { throw failure }
    let image = image.converted(toChannels: 3)
    if try sizes.isFirst(image, of: path.text) {
      process = try FFmpeg.writer(
        to: partial ?? path, named: path.text, width: image.width, height: image.height, rate: rate)
    }
    guard let process else { return }
    do {
      try StreamOutput.write(image.pixels, to: process.pipe, named: path.text)
    } catch is PipeClosed {
      throw ended()
    }
  }

  func finish() throws {
    if let failure { throw failure }
    guard let process else { return }
    self.process = nil
    let outcome = process.finish()
    guard outcome.isSuccess else { throw failed(outcome) }
    guard let partial, unsafe rename(partial.terminated, path.terminated) != 0 else { return }
    throw CommandError(.ioError, path.text, "cannot be written: \(Wording.reason(errno))")
  }

  /// ffmpeg has ended before it had all frames.
  private func ended() -> CommandError {
    guard let process else { return failed(nil) }
    self.process = nil
    return failed(process.finish())
  }

  /// A file that was never begun cannot be created; one that was breaks off.
  private func failed(_ outcome: ChildProcess.Outcome?) -> CommandError {
    let size = SystemCall.status(of: partial ?? path)?.st_size ?? 0
    let complaint = outcome.flatMap {
      FFmpeg.complaint($0, about: path.text, calling: partial ?? path)
    }
    let error = CommandError(
      size > 0 ? .ioError : .cannotCreate, path.text,
      "cannot be written: ffmpeg: \(complaint ?? "it ended early (\(outcome?.ending ?? ""))")")
    failure = error
    removePartial()
    return error
  }

  private func removePartial() {
    if let partial { unsafe unlink(partial.terminated) }
  }

  /// A name beside the file's own that ends as it does, since the ending tells ffmpeg the format.
  private static func partial(of path: RawPath) throws(CommandError) -> RawPath? {
    guard !FFmpeg.isAddress(path) else { return nil }
    if let status = SystemCall.status(of: path) {
      guard !status.isFolder else {
        throw CommandError(.cannotCreate, path.text, "is a folder, it cannot be written as a file")
      }
      guard status.isRegularFile else { return nil }
      guard unsafe access(path.terminated, W_OK) == 0 else {
        throw CommandError(.cannotCreate, path.text, "is write-protected, it is not replaced")
      }
    }
    let number = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let folder = path.bytes.lastIndex(of: UInt8(ascii: "/")).map { path.bytes[...$0] } ?? []
    let ending = path.lastComponent.bytes.split(separator: UInt8(ascii: ".")).last ?? []
    return RawPath(bytes: folder + Array(".\(number).partial.".utf8) + ending)
  }
}
