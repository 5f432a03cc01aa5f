/// Reads standard input line by line: every line is an input, whatever it holds.
struct RecordReader: ~Copyable {
  /// Room for the largest images as base64.
  private static let longestLine = 256 << 20

  private var lines: ItemReader
  private var count = 0

  /// Reads from the start of standard input.
  ///
  /// - Throws: `CommandError`.
  init() throws(CommandError) {
    lines = try ItemReader("-", end: UInt8(ascii: "\n"), limit: Self.longestLine)
  }

  /// The input of the next line, or nil at the end.
  ///
  /// - Throws: `CommandError` with status 74 when reading breaks off.
  mutating func next() throws(CommandError) -> ImageInput? {
    guard let line = try lines.next() else { return nil }
    count += 1
    switch line {
    case .bytes(let bytes): return InputRecord(bytes, number: count).input
    case .tooLong: return InputRecord.tooLong(Self.longestLine, number: count)
    }
  }
}
