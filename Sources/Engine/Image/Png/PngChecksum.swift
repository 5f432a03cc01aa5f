/// The CRC-32 of PNG chunks.
///
/// - Reference: W3C, Portable Network Graphics, annex D; polynomial 0xEDB88320, reflected.
enum PngChecksum {
  /// The checksum of a range of bytes, eight a step by eight tables.
  static func of(_ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
    let span = bytes.span.extracting(range)
    let table = tables.span
    var crc = ~UInt32(0)
    var position = 0
    while position + 8 <= span.count {
      crc ^= UInt32(span[position]) | UInt32(span[position + 1]) << 8
      crc ^= UInt32(span[position + 2]) << 16 | UInt32(span[position + 3]) << 24
      var next = table[1792 + Int(crc & 255)] ^ table[1536 + Int(crc >> 8 & 255)]
      next ^= table[1280 + Int(crc >> 16 & 255)] ^ table[1024 + Int(crc >> 24)]
      next ^= table[768 + Int(span[position + 4])] ^ table[512 + Int(span[position + 5])]
      crc = next ^ table[256 + Int(span[position + 6])] ^ table[Int(span[position + 7])]
      position += 8
    }
    while position < span.count {
      crc = crc >> 8 ^ table[Int(crc & 255) ^ Int(span[position])]
      position += 1
    }
    return ~crc
  }

  /// Entry 256 · n + b: what byte b does n bytes later.
  private static let tables: [UInt32] = {
    var tables = (0..<256).map { byte in
      (0..<8).reduce(UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    for index in 256..<2048 {
      let before = tables[index - 256]
      tables.append(before >> 8 ^ tables[Int(before & 255)])
    }
    return tables
  }()
}
