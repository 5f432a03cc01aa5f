/// How stored pixels have to be turned to be seen upright.
///
/// - Reference: CIPA DC-008 (Exif 2.32), tag 0x0112 "Orientation".
enum ExifOrientation: Int, CaseIterable {
  case upright = 1
  case mirrored = 2
  case turnedAround = 3
  case flipped = 4
  case transposed = 5
  /// To be turned a quarter clockwise.
  case turnedLeft = 6
  case transversed = 7
  /// To be turned a quarter counterclockwise.
  case turnedRight = 8

  /// Finds the orientation in the TIFF structure at `range`; `nil` where there is none or it is
  /// damaged.
  init?(in bytes: [UInt8], at range: Range<Int>) {
    let tiff = ByteReader(Array(bytes[range]))
    let isLittle = tiff.has(Array("II*\0".utf8), at: 0)
    guard isLittle || tiff.has(Array("MM\0*".utf8), at: 0) else { return nil }
    func short(_ at: Int) -> Int? {
      isLittle ? tiff.littleEndian16(at: at) : tiff.bigEndian16(at: at)
    }
    func long(_ at: Int) -> Int? {
      isLittle ? tiff.littleEndian32(at: at) : tiff.bigEndian32(at: at)
    }
    guard let directory = long(4), let entryCount = short(directory) else { return nil }
    let entries = (0..<entryCount).lazy.map { directory + 2 + 12 * $0 }
    // 0x0112 is the tag, type 3 is a 16-bit number, which stands in the entry itself.
    guard let entry = entries.first(where: { short($0) == 0x0112 }), short(entry + 2) == 3,
      long(entry + 4) == 1, let value = short(entry + 8)
    else { return nil }
    self.init(rawValue: value)
  }

  /// Whether width and height change places.
  var swapsAxes: Bool { rawValue >= 5 }
}

extension Image {
  /// The picture turned upright, given how it is stored.
  func oriented(_ orientation: ExifOrientation) -> Image {
    if orientation == .upright { return self }
    let turned = orientation.swapsAxes ? (height, width) : (width, height)
    var result = [UInt8](repeating: 0, count: pixels.count)
    let walk = orientation.walk(width: width, height: height)
    var target = 0
    for y in 0..<turned.1 {
      var source = (walk.start + y * walk.rowStep) * channels
      for _ in 0..<turned.0 {
        for c in 0..<channels { result[target + c] = pixels[source + c] }
        target += channels
        source += walk.columnStep * channels
      }
    }
    return Image(width: turned.0, height: turned.1, channels: channels, validated: result)
  }
}

extension ExifOrientation {
  /// Where the upright picture's first pixel is stored, and how far its next column and row are.
  fileprivate func walk(
    width: Int, height: Int
  ) -> (start: Int, columnStep: Int, rowStep: Int) {
    let last = width * height - 1
    return switch self {
    case .upright: (0, 1, width)
    case .mirrored: (width - 1, -1, width)
    case .turnedAround: (last, -1, -width)
    case .flipped: (last - (width - 1), 1, -width)
    case .transposed: (0, width, 1)
    case .turnedLeft: (last - (width - 1), -width, 1)
    case .transversed: (last, -width, -1)
    case .turnedRight: (width - 1, width, -1)
    }
  }
}
