/// What the headers of a BMP file say.
struct BmpHeader {
  /// Columns.
  let width: Int
  /// Rows.
  let height: Int
  /// Whether the highest row comes first.
  let isTopDown: Bool
  /// Bits a pixel: 1, 4, 8, 16, 24 or 32.
  let bits: Int
  /// Where the rows begin.
  let dataStart: Int
  /// The bits of red, green and blue in pixels of 16 or 32 bits.
  let masks: [Int]
  /// Where the colors lie that pixels of up to 8 bits name, and how many bytes each takes.
  let palette: (range: Range<Int>, step: Int)

  /// Reads the file header and the bitmap header.
  init(_ reader: ByteReader, within limit: PixelLimit) throws(ImageFault) {
    guard let dataStart = reader.littleEndian32(at: 10), let size = reader.littleEndian32(at: 14)
    else { throw Self.endsEarly }
    guard [12, 40, 56, 108, 124].contains(size) else {
      throw ImageFault(
        .unsupported, "BMP with a header of \(size) bytes is not supported",
        help: ForeignFormat.conversion)
    }
    guard reader.bytes.count >= 14 + size else { throw Self.endsEarly }
    let isOld = size == 12
    let (columns, rows) = isOld ? reader.oldBitmapSize : reader.bitmapSize
    (width, height, isTopDown) = (columns, abs(rows), rows < 0)
    guard width > 0, height > 0 else { throw Self.damaged("the header says \(width)×\(height)") }
    try limit.check(width, height)
    bits = reader.littleEndian16(at: isOld ? 24 : 28) ?? 0
    guard [1, 4, 8, 16, 24, 32].contains(bits) else {
      throw Self.damaged("the header says \(bits) bits a pixel")
    }
    let compression = isOld ? 0 : reader.littleEndian32(at: 30) ?? 0
    guard compression == 0 || compression == 3 && [16, 32].contains(bits) else {
      throw ImageFault(
        .unsupported, "compressed BMP is not supported", help: ForeignFormat.conversion)
    }
    masks =
      compression == 3
      ? (0..<3).map { reader.littleEndian32(at: 54 + 4 * $0) ?? 0 }
      : bits == 16 ? [31 << 10, 31 << 5, 31] : [255 << 16, 255 << 8, 255]
    guard masks.allSatisfy({ (1...8).contains($0.nonzeroBitCount) }) else {
      throw Self.damaged("the header says that a color has no bits, or more than 8")
    }
    // Masks behind a header of 40 bytes count as its end.
    let end = 14 + size + (compression == 3 && size == 40 ? 12 : 0)
    guard dataStart >= end else { throw Self.damaged("its pixels start inside the header") }
    self.dataStart = dataStart
    let step = isOld ? 3 : 4
    let entries = bits > 8 ? 0 : min((dataStart - end) / step, 1 << bits)
    guard bits > 8 || entries > 0 else { throw Self.damaged("there is no palette") }
    palette = (end..<end + entries * step, step)
    let spare = rowByteCount - (width * bits + 7) / 8
    // The padding of the last row is left out by some programs.
    guard rowByteCount * height - spare <= reader.bytes.count - dataStart else {
      throw Self.endsEarly
    }
  }

  /// Bytes of a row, its padding to four included.
  var rowByteCount: Int { (width * bits + 31) / 32 * 4 }

  private static let endsEarly = ImageFault(
    .damaged, "the BMP data is damaged: the file ends before the image does",
    help: "the download may be incomplete")

  private static func damaged(_ what: String) -> ImageFault {
    ImageFault(.damaged, "the BMP data is damaged: \(what)")
  }
}

extension ByteReader {
  /// Width and height of a bitmap header, both signed.
  fileprivate var bitmapSize: (Int, Int) {
    let columns = Int32(truncatingIfNeeded: littleEndian32(at: 18) ?? 0)
    let rows = Int32(truncatingIfNeeded: littleEndian32(at: 22) ?? 0)
    return (Int(columns), Int(rows))
  }

  /// Width and height of the header OS/2 had.
  fileprivate var oldBitmapSize: (Int, Int) {
    (littleEndian16(at: 18) ?? 0, littleEndian16(at: 20) ?? 0)
  }
}
