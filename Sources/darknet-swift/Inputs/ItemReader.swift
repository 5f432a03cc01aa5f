import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Reads what stands between the ends in a file or a stream, such as lines, one after the other:
/// there may be more of them than memory.
struct ItemReader: ~Copyable {
  /// What stands before an end.
  enum Item: Hashable {
    /// These bytes, without the end.
    case bytes([UInt8])
    /// More bytes than allowed; they are skipped.
    case tooLong
  }

  /// What some editors put before the first byte of a text, which is none of it.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// What errors call the file.
  let name: String
  /// The most bytes of an item.
  let limit: Int
  private let end: UInt8
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtStart = true
  /// How many bytes stand before the first item: those of a byte order mark.
  private(set) var markByteCount = 0

  /// Opens the file at `path`; `-` is standard input.
  ///
  /// - Throws: `CommandError` with status 66.
  init(_ path: String, end: UInt8, limit: Int) throws(CommandError) {
    (self.end, self.limit) = (end, limit)
    (name, descriptor) =
      path == "-"
      ? ("standard input", STDIN_FILENO)
      : (RawPath(path).text, unsafe open(RawPath(path).terminated, O_RDONLY | O_CLOEXEC))
    guard descriptor >= 0 else { throw .unreadable(name, errno) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) != 0 || !status.isFolder else {
      throw CommandError(.badData, name, "is a folder, not a file of lines")
    }
  }

  deinit {
    if descriptor > STDIN_FILENO { close(descriptor) }
  }

  /// The next item, or nil behind the last; what follows the last end is one, too.
  ///
  /// - Throws: `CommandError` with status 74 when reading breaks off.
  mutating func next() throws(CommandError) -> Item? {
    var (searched, isTooLong) = (position, false)
    while true {
      if let found = buffer[searched...].firstIndex(of: end) {
        defer { position = found + 1 }
        return isTooLong ? .tooLong : .bytes(Array(buffer[position..<found]))
      }
      buffer.removeSubrange(..<position)
      if buffer.count > limit { isTooLong = true }
      if isTooLong { buffer = [] }
      (position, searched) = (0, buffer.count)
      guard try fill() else { break }
    }
    defer { buffer = [] }
    return isTooLong ? .tooLong : buffer.isEmpty ? nil : .bytes(buffer)
  }

  private mutating func fill() throws(CommandError) -> Bool {
    while true {
      guard var bytes = SystemCall.read(descriptor, count: 1 << 16) else {
        if errno == EINTR, Interruption.status == nil { continue }
        if Interruption.status != nil { return false }
        throw CommandError(.ioError, name, "cannot be read: \(Wording.reason(errno))")
      }
      let isEnd = bytes.isEmpty
      if isAtStart, bytes.starts(with: Self.byteOrderMark) {
        markByteCount = Self.byteOrderMark.count
        bytes.removeFirst(markByteCount)
      }
      isAtStart = false
      buffer += bytes
      return !isEnd
    }
  }
}
