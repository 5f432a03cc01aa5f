/// One Huffman table of a JPEG file, for looking up the code that comes next.
///
/// - Reference: ITU-T T.81, annexes C and F.2.2.3.
struct JpegHuffmanTable {
  /// For every value of the next nine bits 256 · length + symbol; 0 where no code is that short.
  private var starts = [UInt16](repeating: 0, count: 512)
  /// For every length the first value of sixteen bits that no code up to that length starts.
  private var limits = [Int](repeating: 0, count: 17)
  /// For every length what is added to a code to give the place of its symbol.
  private var offsets = [Int](repeating: 0, count: 17)
  private let symbols: [UInt8]

  /// A table of as many codes of 1, 2, … 16 bits as `counts` says, for these symbols.
  ///
  /// - Throws: `ImageFault` where there are more codes of a length than its bits allow.
  init(counts: [Int], symbols: [UInt8]) throws(ImageFault) {
    self.symbols = symbols
    var (code, place) = (0, 0)
    for length in 1...16 {
      let count = counts[length - 1]
      guard code + count <= 1 << length else {
        throw JpegFault.damaged("a Huffman table has more codes of \(length) bits than there are")
      }
      offsets[length] = place - code
      if length <= 9 { enter(count, codesFrom: code, of: length, at: place) }
      code += count
      place += count
      limits[length] = code << (16 - length)
      code <<= 1
    }
  }

  /// The code that sixteen bits start with, as 256 · length + symbol; 0 where there is none.
  func lookUp(_ bits: Int) -> Int {
    let short = Int(starts[bits >> 7])
    return short != 0 ? short : lookUpLong(bits)
  }

  private func lookUpLong(_ bits: Int) -> Int {
    for length in 10...16 where bits < limits[length] {
      return length << 8 | Int(symbols[bits >> (16 - length) + offsets[length]])
    }
    return 0
  }

  private mutating func enter(_ count: Int, codesFrom code: Int, of length: Int, at place: Int) {
    let spread = 1 << (9 - length)
    for number in 0..<count {
      let entry = UInt16(length << 8) | UInt16(symbols[place + number])
      let start = (code + number) * spread
      for index in start..<start + spread { starts[index] = entry }
    }
  }
}
