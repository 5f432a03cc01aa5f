@testable import Engine

/// A small PNG file whose every part can be made wrong; as it is, two gray pixels of eight bits.
struct CraftedPng {
  var width = 2
  var height = 1
  var depth: UInt8 = 8
  var color: UInt8 = 0
  /// Compression, filter and interlacing.
  var methods: [UInt8] = [0, 0, 0]
  /// Chunks between the header and the data.
  var chunks: [(name: String, payload: [UInt8])] = []
  /// The rows, each behind its filter.
  var rows: [UInt8] = [0, 10, 200]
  /// The compressed rows, where they are not what `rows` gives.
  var compressed: [UInt8]?
  /// Chunks behind the data.
  var later: [(name: String, payload: [UInt8])] = []

  /// The file, its checksums right.
  var bytes: [UInt8] {
    let header = Self.long(width) + Self.long(height) + [depth, color] + methods
    let data = (name: "IDAT", payload: compressed ?? Self.stored(rows))
    let all = [("IHDR", header)] + chunks + [data] + later + [("IEND", [])]
    return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + all.flatMap { Self.chunk($0.0, $0.1) }
  }

  /// A zlib stream that stores the bytes as they are, without a checksum: nobody looks at it.
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    let starts = Array(stride(from: 0, to: max(bytes.count, 1), by: 65535))
    let blocks = starts.flatMap { start -> [UInt8] in
      let block = bytes[start..<min(start + 65535, bytes.count)]
      let (low, high) = (UInt8(block.count & 255), UInt8(block.count >> 8))
      return [start == starts.last ? 1 : 0, low, high, ~low, ~high] + block
    }
    return [0x78, 0x01] + blocks + [0, 0, 0, 0]
  }

  /// A zlib stream of about a thousandth of `count` zeros.
  static func zeros(_ count: Int) -> [UInt8] {
    // A block of fixed codes: a zero (00110000), then runs of 258 at distance 1 (11000101, 00000).
    var bits: [UInt8] = [1, 1, 0] + [0, 0, 1, 1, 0, 0, 0, 0]
    for _ in 0..<count / 258 { bits += [1, 1, 0, 0, 0, 1, 0, 1] + [0, 0, 0, 0, 0] }
    bits += [UInt8](repeating: 0, count: 7)
    let packed = stride(from: 0, to: bits.count, by: 8).map { start in
      (0..<min(8, bits.count - start)).reduce(0 as UInt8) { $0 | bits[start + $1] << UInt8($1) }
    }
    return [0x78, 0x01] + packed + [0, 0, 0, 0]
  }

  private static func chunk(_ name: String, _ payload: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + payload
    return long(payload.count) + body + long(Int(PngChecksum.of(body, body.indices)))
  }

  private static func long(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }
}
