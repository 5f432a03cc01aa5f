/// A picture: 8 bits a channel, rows from top to bottom.
///
/// - Order in memory: H × W × C, the channels of a pixel side by side, red first.
public struct Image: Sendable, Hashable {
  /// Columns, at least 1.
  public let width: Int
  /// Rows, at least 1.
  public let height: Int
  /// Values a pixel: 1 (gray) or 3 (red, green, blue).
  public let channels: Int
  /// height × width × channels values.
  public internal(set) var pixels: [UInt8]

  /// An image of the given values.
  ///
  /// - Throws: `ImageError` where the sizes are not at least 1 × 1 with 1 or 3 channels, or
  ///   `pixels` has another number of values than height × width × channels.
  public init(width: Int, height: Int, channels: Int, pixels: [UInt8]) throws(ImageError) {
    guard width > 0, height > 0, channels == 1 || channels == 3 else {
      let found = "\(width)×\(height) with \(channels) channels"
      throw ImageFault(
        .badShape, "\(found) is no image; at least 1×1 with 1 or 3 channels is needed"
      ).about("image")
    }
    let (area, areaOverflows) = width.multipliedReportingOverflow(by: height)
    let (count, countOverflows) = area.multipliedReportingOverflow(by: channels)
    guard !areaOverflows, !countOverflows, pixels.count == count else {
      let wanted = "\(width) × \(height) × \(channels)"
      throw ImageFault(
        .badShape, "\(pixels.count) bytes of pixels were given, \(wanted) are needed"
      ).about("image")
    }
    self.init(width: width, height: height, channels: channels, validated: pixels)
  }

  /// An image whose sizes the caller has made sure of.
  init(width: Int, height: Int, channels: Int, validated pixels: [UInt8]) {
    (self.width, self.height, self.channels, self.pixels) = (width, height, channels, pixels)
  }

  /// Pixels in all.
  public var pixelCount: Int { width * height }
}

extension Image {
  /// The picture with 1 or 3 channels: gray is repeated, colours become luma.
  ///
  /// - Reference: the luma is stb_image's, (77 · red + 150 · green + 29 · blue) / 256, rounded
  ///   down.
  /// - Precondition: `channels` is 1 or 3.
  public func converted(toChannels channels: Int) -> Image {
    precondition(channels == 1 || channels == 3, "an image has 1 or 3 channels")
    if channels == self.channels { return self }
    let converted = channels == 3 ? pixels.flatMap { [$0, $0, $0] } : luma()
    return Image(width: width, height: height, channels: channels, validated: converted)
  }

  private func luma() -> [UInt8] {
    (0..<pixelCount).map { pixel in
      let (red, green, blue) = (pixels[3 * pixel], pixels[3 * pixel + 1], pixels[3 * pixel + 2])
      return UInt8((Int(red) * 77 + Int(green) * 150 + Int(blue) * 29) >> 8)
    }
  }
}
