/// The complete records of a table, as far as is needed to know them again.
///
/// - Reference: RFC 4180.
struct CSVRecords {
  /// One record.
  struct Record: Hashable {
    /// Its first field, as bytes: text is equal where a name is not.
    let first: [UInt8]
    /// The position behind its end.
    let end: Int
  }

  /// The records that are ended, in order.
  private(set) var all: [Record] = []
  private let bytes: [UInt8]

  /// Whether the table starts with that text, or ends before it could tell.
  func isStart(of text: String) -> Bool { zip(bytes, text.utf8).allSatisfy(==) }

  /// Reads a whole table.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var (field, isFirst, isQuoted, wasQuote) = ([UInt8](), true, false, false)
    let start = bytes.starts(with: ItemReader.byteOrderMark) ? ItemReader.byteOrderMark.count : 0
    for (position, byte) in zip(start..., bytes[start...]) {
      if byte == UInt8(ascii: "\"") {
        // Two quotes inside quotes are one.
        if wasQuote, isFirst { field.append(byte) }
        wasQuote = isQuoted
        isQuoted.toggle()
        continue
      }
      wasQuote = false
      if !isQuoted, byte == UInt8(ascii: ",") {
        isFirst = false
      } else if !isQuoted, byte == UInt8(ascii: "\n") {
        if field.last == UInt8(ascii: "\r") { field.removeLast() }
        all.append(Record(first: field, end: position + 1))
        (field, isFirst) = ([], true)
      } else if isFirst {
        field.append(byte)
      }
    }
  }
}
