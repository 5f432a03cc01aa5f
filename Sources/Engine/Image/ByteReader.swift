/// Reads numbers at positions of a byte array; what lies beyond the end is `nil`.
struct ByteReader {
  /// What is read.
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The byte at `position`.
  func byte(at position: Int) -> Int? {
    bytes.indices.contains(position) ? Int(bytes[position]) : nil
  }

  /// Two bytes, the high one first.
  func bigEndian16(at position: Int) -> Int? { bigEndian(at: position, count: 2) }

  /// Four bytes, the highest first.
  func bigEndian32(at position: Int) -> Int? { bigEndian(at: position, count: 4) }

  /// Two bytes, the low one first.
  func littleEndian16(at position: Int) -> Int? { littleEndian(at: position, count: 2) }

  /// Four bytes, the lowest first.
  func littleEndian32(at position: Int) -> Int? { littleEndian(at: position, count: 4) }

  /// Whether `prefix` stands at `position`.
  func has(_ prefix: [UInt8], at position: Int) -> Bool {
    guard position >= 0, prefix.count <= bytes.count - position else { return false }
    return bytes[position..<position + prefix.count].elementsEqual(prefix)
  }

  private func bigEndian(at position: Int, count: Int) -> Int? {
    guard position >= 0, position <= bytes.count - count else { return nil }
    return bytes[position..<position + count].reduce(0) { $0 << 8 | Int($1) }
  }

  private func littleEndian(at position: Int, count: Int) -> Int? {
    guard position >= 0, position <= bytes.count - count else { return nil }
    return bytes[position..<position + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
