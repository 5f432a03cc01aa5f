import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A file that an earlier run began and this one goes on with: written to directly, for whatever
/// happens what is there has to stay.
struct ContinuedFile: ~Copyable {
  private let path: String
  private let descriptor: Int32

  /// Opens or makes the file at `path`, and cuts what follows its first `byteCount` bytes.
  ///
  /// - Throws: `CommandError` with status 73.
  init(_ path: String, keeping byteCount: Int) throws(CommandError) {
    self.path = path
    descriptor = unsafe open(RawPath(path).terminated, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.failure(.cannotCreate, path, "created") }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.isRegularFile else {
      throw Self.notPlain(path)
    }
    guard ftruncate(descriptor, off_t(byteCount)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
      throw Self.failure(.ioError, path, "cut")
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Appends bytes.
  ///
  /// - Throws: `CommandError` with status 74.
  borrowing func write(_ bytes: ArraySlice<UInt8>) throws(CommandError) {
    if let number = SystemCall.write(bytes, to: descriptor) {
      throw CommandError(.ioError, path, "cannot be written: \(Wording.reason(number))")
    }
  }

  /// The error for a pipe, a device or a folder in the place of the file.
  static func notPlain(_ path: String) -> CommandError {
    CommandError(.cannotCreate, path, "is no plain file, which alone can be continued")
  }

  private static func failure(
    _ status: ExitStatus, _ path: String, _ verb: String
  ) -> CommandError {
    let number = errno
    return CommandError(
      status, RawPath(path).text, "cannot be \(verb): \(Wording.reason(number))",
      help: number == ENOENT ? "the folder has to exist" : nil)
  }
}
