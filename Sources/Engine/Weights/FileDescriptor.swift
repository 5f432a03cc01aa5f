import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// An open file that is read by position; closed with its last user.
final class FileDescriptor: Sendable {
  /// Size when the file was opened.
  let byteCount: Int
  private let number: Int32
  private let path: String

  /// Opens a regular file for reading.
  init(opening path: String) throws(WeightsError) {
    self.path = path
    // Without blocking: opening a pipe nobody writes to would wait for ever.
    number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard number >= 0 else {
      throw WeightsError(.unreadable, path, "cannot be opened: \(Wording.reason(errno))")
    }
    var status = stat()
    guard unsafe fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(number)
      let isFolder = status.st_mode & S_IFMT == S_IFDIR
      throw WeightsError(
        .notWeights, path, isFolder ? "is a folder, not a weights file" : "is not a regular file")
    }
    byteCount = Int(status.st_size)
  }

  deinit { close(number) }

  /// `count` bytes from `offset` on.
  func bytes(at offset: Int, count: Int) throws(WeightsError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var failure: WeightsError?
    unsafe bytes.withUnsafeMutableBytes { buffer in
      do throws(WeightsError) { try unsafe read(buffer, at: offset) } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Fills `buffer` from `offset` on.
  func read(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(WeightsError) {
    var done = 0
    while done < buffer.count {
      let count = unsafe pread(
        number, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw WeightsError(.unreadable, path, "cannot be read: \(Wording.reason(errno))")
      }
      guard count > 0 else {
        throw WeightsError(
          .changed, path, "the file became shorter while it was read", help: "try again")
      }
      done += count
    }
  }
}
