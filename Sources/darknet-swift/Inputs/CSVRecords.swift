/// The complete records of a table, as far as is needed to know them again.
///
/// - Reference: RFC 4180.
struct CSVRecords {
  /// One record.
  struct Record: Hashable {
    /// Its first field.
    let first: String
    /// The position behind its end.
    let end: Int
  }

  /// The records that are ended, in order.
  private(set) var all: [Record] = []
  /// Whether there is not a single byte.
  let isEmpty: Bool

  /// Reads a whole table.
  init(_ bytes: [UInt8]) {
    isEmpty = bytes.isEmpty
    var (field, isFirst, isQuoted, wasQuote) = ([UInt8](), true, false, false)
    for (position, byte) in bytes.enumerated() {
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
        all.append(Record(first: String(decoding: field, as: UTF8.self), end: position + 1))
        (field, isFirst) = ([], true)
      } else if isFirst {
        field.append(byte)
      }
    }
  }
}
