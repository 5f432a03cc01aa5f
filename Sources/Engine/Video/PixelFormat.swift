/// How the pixels of an uncompressed frame lie in memory, 8 bits a value; names are ffmpeg's.
public enum PixelFormat: String, Sendable, Hashable, CaseIterable {
  /// H × W × 3: red, green, blue.
  case rgb24
  /// H × W × 3: blue, green, red.
  case bgr24
  /// H × W: luma of full range.
  case gray8
  /// A plane of luma, then two of chroma, one value for 2 × 2 pixels.
  case yuv420p
  /// Likewise, one value for 2 pixels of a row.
  case yuv422p
  /// Likewise, one value for 4 pixels of a row.
  case yuv411p
  /// Likewise, one value for 2 pixels of a column.
  case yuv440p
  /// Likewise, one value for each pixel.
  case yuv444p
  /// As `yuv444p`, and a plane of alpha behind, which is left out.
  case yuva444p
  /// A plane of luma, then one of chroma pairs, one pair for 2 × 2 pixels.
  case nv12

  /// Whether values are luma and chroma, whose meaning a ``ColorCoding`` tells.
  public var hasChroma: Bool { chroma != nil }

  /// Bytes of one frame.
  ///
  /// Where sizes are odd, the last chroma value of a row or column stands for one pixel.
  ///
  /// - Precondition: `width` and `height` are from 0 to 2²⁸.
  public func byteCount(width: Int, height: Int) -> Int {
    let area = width * height
    guard let chroma else { return self == .gray8 ? area : 3 * area }
    let planes = 2 * chroma.count(ofColumns: width) * chroma.count(ofRows: height)
    return area + planes + (self == .yuva444p ? area : 0)
  }

  /// How many pixels share one value of chroma; nil without chroma.
  var chroma: ChromaSharing? {
    switch self {
    case .rgb24, .bgr24, .gray8: nil
    case .yuv420p, .nv12: ChromaSharing(columnShift: 1, rowShift: 1)
    case .yuv422p: ChromaSharing(columnShift: 1, rowShift: 0)
    case .yuv411p: ChromaSharing(columnShift: 2, rowShift: 0)
    case .yuv440p: ChromaSharing(columnShift: 0, rowShift: 1)
    case .yuv444p, .yuva444p: ChromaSharing(columnShift: 0, rowShift: 0)
    }
  }
}

/// How many pixels share one value of chroma: 2 to the power of the shifts.
struct ChromaSharing: Sendable, Hashable {
  /// Logarithm of the pixels of a row.
  let columnShift: Int
  /// Logarithm of the pixels of a column.
  let rowShift: Int

  /// Values in a row, for that many pixels.
  func count(ofColumns columns: Int) -> Int { (columns + (1 << columnShift) - 1) >> columnShift }
  /// Values in a column, for that many pixels.
  func count(ofRows rows: Int) -> Int { (rows + (1 << rowShift) - 1) >> rowShift }
}
