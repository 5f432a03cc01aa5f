/// The header chunk of a PNG file.
///
/// - Reference: W3C, Portable Network Graphics, section 11.2.2.
struct PngHeader {
  /// Columns.
  let width: Int
  /// Rows.
  let height: Int
  /// Bits a sample: 1, 2, 4, 8 or 16.
  let depth: Int
  /// 0 gray, 2 colors, 3 palette, 4 gray with alpha, 6 colors with alpha.
  let color: Int
  /// Whether the rows come in seven passes.
  let isInterlaced: Bool

  /// Reads the payload of the chunk.
  init(
    at payload: Range<Int>, of reader: ByteReader, within limit: PixelLimit
  ) throws(ImageFault) {
    let start = payload.lowerBound
    guard payload.count == 13, let width = reader.bigEndian32(at: start),
      let height = reader.bigEndian32(at: start + 4)
    else { throw PngFault.damaged("the header is \(payload.count) bytes long, 13 are right") }
    guard width > 0, height > 0, width <= Int(Int32.max), height <= Int(Int32.max) else {
      throw PngFault.damaged("the header says \(width)×\(height)")
    }
    try limit.check(width, height)
    let rest = reader.bytes[payload].suffix(5).map(Int.init)
    (depth, color) = (rest[0], rest[1])
    guard Self.depths[color]?.contains(depth) == true else {
      throw PngFault.damaged("the header says color type \(color) with \(depth) bits")
    }
    guard rest[2] == 0, rest[3] == 0, rest[4] < 2 else {
      throw PngFault.damaged("the header names methods that are not there")
    }
    (self.width, self.height, isInterlaced) = (width, height, rest[4] == 1)
  }

  /// Samples a pixel, as they are stored.
  var samples: Int { [1, 0, 3, 1, 2, 0, 4][color] }

  /// Bytes of the rows, each behind the byte that names its filter, before they are compressed.
  var rawByteCount: Int {
    guard isInterlaced else { return rawByteCount(width, height) }
    return Self.passes.reduce(0) { sum, pass in
      let columns = (width - pass.left + pass.across - 1) / pass.across
      let rows = (height - pass.top + pass.down - 1) / pass.down
      return sum + (columns > 0 && rows > 0 ? rawByteCount(columns, rows) : 0)
    }
  }

  private func rawByteCount(_ columns: Int, _ rows: Int) -> Int {
    ((columns * samples * depth + 7) / 8 + 1) * rows
  }

  /// Where the passes begin, and how far their pixels are from each other.
  private static let passes: [(left: Int, top: Int, across: Int, down: Int)] = [
    (0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
    (0, 1, 1, 2),
  ]

  /// Bits a sample that each color type may have.
  private static let depths: [Int: [Int]] = [
    0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
  ]
}
