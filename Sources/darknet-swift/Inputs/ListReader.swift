import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Reads paths from a list, one after the other: a list may be longer than memory.
struct ListReader: ~Copyable {
  /// How paths are told apart.
  enum Form {
    /// One a line; LF, CR LF or a byte order mark do no harm, blank lines and `#` comments are
    /// skipped.
    case lines
    /// Each ended by a NUL, taken as it is.
    case terminated
  }

  /// Far above the longest path a system takes: a file with more between two ends is no list.
  private static let longestItem = 1 << 16

  private let form: Form
  private let name: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtStart = true

  /// Opens the list at `path`; `-` is standard input.
  ///
  /// - Throws: `CommandError` with status 66.
  init(_ path: String, form: Form) throws(CommandError) {
    self.form = form
    (name, descriptor) =
      path == "-"
      ? ("standard input", STDIN_FILENO)
      : (path, unsafe open(RawPath(path).terminated, O_RDONLY | O_CLOEXEC))
    guard descriptor >= 0 else { throw .unreadable(path, errno) }
  }

  deinit {
    if descriptor > STDIN_FILENO { close(descriptor) }
  }

  /// The next path, or nil at the end of the list.
  ///
  /// - Throws: `CommandError` with status 74 when reading breaks off, 65 when this is no list.
  mutating func next() throws(CommandError) -> RawPath? {
    while let item = try nextItem() {
      let path =
        form == .lines ? Self.path(ofLine: item) : item.isEmpty ? nil : RawPath(bytes: item)
      if let path { return path }
    }
    return nil
  }

  private mutating func nextItem() throws(CommandError) -> [UInt8]? {
    let end = form == .lines ? UInt8(ascii: "\n") : 0
    var searched = position
    while true {
      if let found = buffer[searched...].firstIndex(of: end) {
        defer { position = found + 1 }
        return Array(buffer[position..<found])
      }
      buffer.removeSubrange(..<position)
      (position, searched) = (0, buffer.count)
      guard buffer.count <= Self.longestItem else {
        throw CommandError(
          .badData, name, "not a list of paths: one has more than \(Self.longestItem) bytes",
          help: form == .lines ? "a list has a path a line" : "the paths of a list0 end in NUL")
      }
      guard try fill() else { break }
    }
    defer { buffer = [] }
    return buffer.isEmpty ? nil : buffer
  }

  private mutating func fill() throws(CommandError) -> Bool {
    while true {
      guard var bytes = SystemCall.read(descriptor, count: 1 << 16) else {
        if errno == EINTR, Interruption.status == nil { continue }
        if Interruption.status != nil { return false }
        throw CommandError(.ioError, name, "cannot be read: \(Wording.reason(errno))")
      }
      if isAtStart, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
      isAtStart = false
      buffer += bytes
      return !bytes.isEmpty
    }
  }

  private static func path(ofLine line: [UInt8]) -> RawPath? {
    let path = RawPath(bytes: Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...]))
    let isBlank = path.bytes.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard !isBlank else { return nil }
    // A file may be called like that, but then it has to be there.
    if path.bytes.first == UInt8(ascii: "#"), SystemCall.status(of: path) == nil { return nil }
    return path
  }
}
