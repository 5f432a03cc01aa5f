#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A text file's bytes, looked over: not too long, no UTF-16, no binary data, without the mark at
/// its start.
package struct TextFile {
  /// The file as the caller wrote it.
  let file: String
  /// The bytes behind the byte order mark; UTF-8 or nearly.
  let bytes: ArraySlice<UInt8>
  /// Whether there was such a mark.
  let hasByteOrderMark: Bool

  /// Takes bytes as the content of `file`.
  ///
  /// - Throws: ``CfgError/Code/tooLarge``; ``CfgError/Code/unreadable`` for UTF-16 and binary data.
  init(bytes: [UInt8], file: String) throws(CfgError) {
    self.file = file
    let location = CfgLocation(file: file)
    guard bytes.count <= Limits.fileByteCount else { throw Self.tooLong(bytes.count, at: location) }
    guard !Self.looksLikeUTF16(bytes) else {
      throw CfgError(
        .unreadable, at: location, "the text is UTF-16, but only UTF-8 is read",
        help: "save the file as UTF-8")
    }
    guard !bytes.contains(0) else {
      throw CfgError(
        .unreadable, at: location, "the file is binary, not text",
        help: Self.swapped)
    }
    hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    self.bytes = bytes[(hasByteOrderMark ? 3 : 0)...]
  }

  /// Reads the regular file at `path`.
  ///
  /// - Throws: ``CfgError/Code/unreadable`` with the system's reason, and as ``init(bytes:file:)``.
  init(contentsOf path: String) throws(CfgError) {
    try self.init(bytes: Self.contents(of: path), file: path)
  }

  /// The lines in order.
  var lines: TextLines { TextLines(bytes) }

  private static let swapped = "did you swap this file and the weights?"

  private static func looksLikeUTF16(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
    guard bytes.count >= 4 else { return false }
    let zeros = bytes.prefix(4).map { $0 == 0 }
    return zeros == [false, true, false, true] || zeros == [true, false, true, false]
  }

  private static func tooLong(
    _ count: Int, limit: Int = Limits.fileByteCount, at location: CfgLocation
  ) -> CfgError {
    CfgError(
      .tooLarge, at: location,
      "the file has \(Wording.grouped(count)) bytes; up to \(Wording.grouped(limit)) are read",
      help: limit == Limits.fileByteCount ? swapped : nil)
  }

  /// The bytes of the regular file at `path`, at most `limit`.
  ///
  /// - Throws: ``CfgError/Code/unreadable`` with the system's reason; ``CfgError/Code/tooLarge``.
  package static func contents(
    of path: String, limit: Int = Limits.fileByteCount
  ) throws(CfgError) -> [UInt8] {
    let location = CfgLocation(file: path)
    guard !path.utf8.contains(0) else {
      throw CfgError(.unreadable, at: location, "a path holds no NUL character")
    }
    // O_NONBLOCK: opening a named pipe must not wait for its writer.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw CfgError(.unreadable, at: location, Wording.reason(errno)) }
    defer { _ = close(descriptor) }
    let count = try size(of: descriptor, limit: limit, at: location)
    return try bytes(of: descriptor, count: count, limit: limit, at: location)
  }

  private static func size(
    of descriptor: CInt, limit: Int, at location: CfgLocation
  ) throws(CfgError) -> Int {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw CfgError(.unreadable, at: location, Wording.reason(errno))
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw CfgError(.unreadable, at: location, "is a directory, not a file")
    default: throw CfgError(.unreadable, at: location, "is no regular file")
    }
    let count = Int(status.st_size)
    guard count <= limit else { throw tooLong(count, limit: limit, at: location) }
    return count
  }

  /// The file's bytes; one more than `count` is asked for, so that a file that grows is noticed.
  private static func bytes(
    of descriptor: CInt, count: Int, limit: Int, at location: CfgLocation
  ) throws(CfgError) -> [UInt8] {
    var (found, failure) = ([UInt8](), CInt(0))
    var chunk = [UInt8](repeating: 0, count: min(count + 1, 1 << 16))
    while found.count <= limit {
      let length = unsafe chunk.withUnsafeMutableBytes { buffer in
        unsafe read(descriptor, buffer.baseAddress, buffer.count)
      }
      if length < 0 { failure = errno }
      guard length > 0 else { break }
      found += chunk[..<length]
    }
    guard failure == 0 else { throw CfgError(.unreadable, at: location, Wording.reason(failure)) }
    return found
  }
}
