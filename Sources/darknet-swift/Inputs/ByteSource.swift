import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Reads whole files and streams into memory, up to a limit.
enum ByteSource {
  /// The most bytes that are taken, 1 GiB: more is no image and no array of a network's input.
  static let limit = 1 << 30

  /// All bytes of an open file or stream.
  ///
  /// - Throws: `CommandError` with status 74, or 65 for more bytes than the limit.
  static func all(of descriptor: Int32, named name: String) throws(CommandError) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      guard let next = SystemCall.read(descriptor, count: 1 << 20) else {
        if errno == EINTR, Interruption.status == nil { continue }
        throw CommandError(.ioError, name, "cannot be read: \(Wording.reason(errno))")
      }
      if next.isEmpty { return bytes }
      bytes += next
    }
    throw CommandError(.badData, name, "has more than \(limit >> 20) MiB")
  }

  /// All bytes of a regular file.
  ///
  /// - Throws: `CommandError` with status 66 when it cannot be opened, 65 when it is none.
  static func all(ofFile path: RawPath) throws(CommandError) -> [UInt8] {
    // Without blocking: opening a pipe nobody writes to would wait for ever.
    let descriptor = unsafe open(path.terminated, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .unreadable(path.text, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.isRegularFile else {
      throw CommandError(.badData, path.text, "is a folder or a device, not a file")
    }
    return try all(of: descriptor, named: path.text)
  }
}
