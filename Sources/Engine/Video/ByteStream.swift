/// Where the bytes of a video come from: gives the next ones, at most as many as it is asked for,
/// and none at the end.
public typealias ByteSupply = @Sendable (_ limit: Int) throws -> [UInt8]

/// Bytes of a supply with those looked at but not taken yet.
struct ByteStream: Sendable {
  /// Bytes that are asked for at once.
  private static let portion = 1 << 18

  private let supply: ByteSupply
  /// What has been read; the bytes before `start` are taken.
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  init(_ supply: @escaping ByteSupply) { self.supply = supply }

  /// The byte that many places on; nil behind the end.
  mutating func byte(at offset: Int) throws -> UInt8? {
    while start + offset >= buffer.count {
      guard try fill() else { return nil }
    }
    return buffer[start + offset]
  }

  /// Up to `count` bytes that come next, without taking them.
  mutating func peek(_ count: Int) throws -> [UInt8] {
    _ = try byte(at: count - 1)
    return Array(buffer[start...].prefix(count))
  }

  /// The next `count` bytes, fewer at the end.
  mutating func take(_ count: Int) throws -> [UInt8] {
    let ready = min(count, buffer.count - start)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    bytes += buffer[start..<start + ready]
    drop(ready)
    while bytes.count < count, !isAtEnd {
      let more = try supply(min(count - bytes.count, Self.portion))
      isAtEnd = more.isEmpty
      bytes += more
    }
    return bytes
  }

  /// The next bytes up to a line feed, which is taken and left out; nil where none comes within
  /// `limit` bytes.
  mutating func line(limit: Int) throws -> [UInt8]? {
    guard let length = try offset(of: UInt8(ascii: "\n"), from: 0, limit: limit) else { return nil }
    let line = try take(length)
    drop(1)
    return line
  }

  /// Where `byte` stands first, from `offset` on and before `limit`.
  mutating func offset(of byte: UInt8, from offset: Int, limit: Int) throws -> Int? {
    var offset = offset
    while offset < limit {
      guard try self.byte(at: offset) != nil else { return nil }
      let end = min(buffer.count, start + limit)
      if let found = buffer[(start + offset)..<end].firstIndex(of: byte) { return found - start }
      offset = end - start
    }
    return nil
  }

  /// Takes `count` bytes, which have been looked at.
  mutating func drop(_ count: Int) {
    start += min(count, buffer.count - start)
    guard start == buffer.count else { return }
    buffer.removeAll(keepingCapacity: true)
    start = 0
  }

  private mutating func fill() throws -> Bool {
    guard !isAtEnd else { return false }
    if start > 0 {
      buffer.removeSubrange(..<start)
      start = 0
    }
    let more = try supply(Self.portion)
    isAtEnd = more.isEmpty
    buffer += more
    return !isAtEnd
  }
}
