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
  private var items: ItemReader

  /// Opens the list at `path`; `-` is standard input.
  ///
  /// - Throws: `CommandError` with status 66.
  init(_ path: String, form: Form) throws(CommandError) {
    self.form = form
    items = try ItemReader(
      path, end: form == .lines ? UInt8(ascii: "\n") : 0, limit: Self.longestItem)
  }

  /// The next path, or nil at the end of the list.
  ///
  /// - Throws: `CommandError` with status 74 when reading breaks off, 65 when this is no list.
  mutating func next() throws(CommandError) -> RawPath? {
    while let item = try items.next() {
      guard case .bytes(let bytes) = item else { throw tooLong }
      let path =
        form == .lines ? Self.path(ofLine: bytes) : bytes.isEmpty ? nil : RawPath(bytes: bytes)
      if let path { return path }
    }
    return nil
  }

  private var tooLong: CommandError {
    CommandError(
      .badData, items.name, "not a list of paths: one has more than \(items.limit) bytes",
      help: form == .lines ? "a list has a path a line" : "the paths of a list0 end in NUL")
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
