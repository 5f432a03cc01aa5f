/// The tables a JPEG file has defined so far, and how often its coded data starts anew.
///
/// - Reference: ITU-T T.81, B.2.4.
struct JpegTables {
  /// Tables for the first coefficient of a block.
  private(set) var dc = [JpegHuffmanTable?](repeating: nil, count: 4)
  /// Tables for the other coefficients.
  private(set) var ac = [JpegHuffmanTable?](repeating: nil, count: 4)
  /// Which quantisation tables are there.
  private(set) var quantisations: Set<Int> = []
  /// Units of coded data between two restart markers; 0 where there are none.
  private(set) var restartInterval = 0

  /// Reads a segment of Huffman tables.
  mutating func readCodes(_ payload: Range<Int>, of reader: ByteReader) throws(ImageFault) {
    var position = payload.lowerBound
    while position < payload.upperBound {
      let symbols = position + 17
      guard symbols <= payload.upperBound, let number = reader.byte(at: position) else {
        throw JpegFault.damaged("a Huffman table is cut short")
      }
      let counts = reader.bytes[position + 1..<symbols].map(Int.init)
      let count = counts.reduce(0, +)
      // No more than 176 mean anything, and stb counts in bytes.
      guard count <= 255 else { throw JpegFault.damaged("a Huffman table has \(count) codes") }
      position = symbols + count
      guard position <= payload.upperBound else {
        throw JpegFault.damaged("a Huffman table is cut short")
      }
      guard number & 15 < 4, number < 32 else {
        throw JpegFault.damaged("a Huffman table has the number \(number)")
      }
      let table = try JpegHuffmanTable(
        counts: counts, symbols: Array(reader.bytes[symbols..<position]))
      if number < 16 { dc[number] = table } else { ac[number - 16] = table }
    }
  }

  /// Reads a segment of quantisation tables.
  mutating func readQuantisations(
    _ payload: Range<Int>, of reader: ByteReader
  ) throws(ImageFault) {
    var position = payload.lowerBound
    while position < payload.upperBound {
      let number = reader.byte(at: position) ?? 0
      guard number & 15 < 4, number < 32 else {
        throw JpegFault.damaged("a quantisation table has the number \(number)")
      }
      quantisations.insert(number & 15)
      position += number < 16 ? 65 : 129
    }
    guard position == payload.upperBound else {
      throw JpegFault.damaged("a quantisation table is cut short")
    }
  }

  /// Reads a segment that says how often the coded data starts anew.
  mutating func readInterval(_ payload: Range<Int>, of reader: ByteReader) throws(ImageFault) {
    guard payload.count == 2, let interval = reader.bigEndian16(at: payload.lowerBound) else {
      throw JpegFault.damaged("the restart interval is cut short")
    }
    restartInterval = interval
  }
}
