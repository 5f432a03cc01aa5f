/// What the header of a BMP file says, read before its pixels are decoded.
///
/// stb_image fills what a short file lacks with zeros; here that is an error.
struct BmpStructure {
  /// Columns.
  let width: Int
  /// Rows; the sign, which says whether the lowest or the highest comes first, is left out.
  let height: Int

  /// Reads the file header and the bitmap header.
  init(_ bytes: [UInt8]) throws(ImageFault) {
    let reader = ByteReader(bytes)
    guard let dataStart = reader.littleEndian32(at: 10), let size = reader.littleEndian32(at: 14)
    else { throw Self.endsEarly }
    guard [12, 40, 56, 108, 124].contains(size) else {
      throw ImageFault(.unsupported, "BMP with a header of \(size) bytes is not supported")
    }
    guard bytes.count >= 14 + size else { throw Self.endsEarly }
    let isOld = size == 12
    (width, height) = isOld ? reader.oldBitmapSize : reader.bitmapSize
    guard width > 0, height > 0 else { throw Self.damaged("the header says \(width)×\(height)") }
    let bits = reader.littleEndian16(at: isOld ? 24 : 28) ?? 0
    guard [1, 4, 8, 16, 24, 32].contains(bits) else {
      throw Self.damaged("the header says \(bits) bits a pixel")
    }
    let compression = isOld ? 0 : reader.littleEndian32(at: 30) ?? 0
    guard compression == 0 || compression == 3 else {
      throw ImageFault(.unsupported, "compressed BMP is not supported")
    }
    guard dataStart >= 14 + size else { throw Self.damaged("its pixels start inside the header") }
    let rowByteCount = (width * bits + 31) / 32 * 4
    let (byteCount, overflows) = rowByteCount.multipliedReportingOverflow(by: height)
    // The padding of the last row is left out by some programs.
    let padding = rowByteCount - (width * bits + 7) / 8
    guard !overflows, byteCount - padding <= bytes.count - dataStart else { throw Self.endsEarly }
  }

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
    return (Int(columns), abs(Int(rows)))
  }

  /// Width and height of the header OS/2 had.
  fileprivate var oldBitmapSize: (Int, Int) {
    (littleEndian16(at: 18) ?? 0, littleEndian16(at: 20) ?? 0)
  }
}
