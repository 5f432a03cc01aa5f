extension Image {
  /// Pixels an image may have unless the caller says otherwise.
  public static let defaultMaximumPixelCount = 100_000_000
  /// Pixels an image may have whatever the caller says: the decoders count in 32 bits.
  public static let largestPixelCount = PixelLimit.most

  /// Reads a JPEG, PNG or BMP file; the content decides which it is, never the name.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - channels: 3 for red, green, blue (gray is repeated), 1 for gray (colours become luma).
  ///   - exif: Whether a camera's note on orientation turns the picture.
  ///   - maximumPixelCount: Width × height above which an image is refused before it is decoded.
  /// - Throws: `ImageError` where the file cannot be read, is no such image, is damaged, cut short or
  ///   too large.
  public init(
    contentsOf path: String, channels: Int = 3, exif: ExifPolicy = .apply,
    maximumPixelCount: Int = defaultMaximumPixelCount
  ) throws(ImageError) {
    do {
      let bytes = try ImageFile.read(path)
      self = try Self.decoded(
        bytes, channels: channels, exif: exif, maximumPixelCount: maximumPixelCount)
    } catch {
      throw error.about(path)
    }
  }

  /// Decodes the bytes of a JPEG, PNG or BMP file; errors call it `name`.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: What errors call the image.
  ///   - channels: 3 for red, green, blue (gray is repeated), 1 for gray (colours become luma).
  ///   - exif: Whether a camera's note on orientation turns the picture.
  ///   - maximumPixelCount: Width × height above which an image is refused before it is decoded.
  /// - Throws: `ImageError` where the bytes are no such image, damaged, cut short or too large.
  public init(
    decoding bytes: [UInt8], named name: String, channels: Int = 3, exif: ExifPolicy = .apply,
    maximumPixelCount: Int = defaultMaximumPixelCount
  ) throws(ImageError) {
    do {
      self = try Self.decoded(
        bytes, channels: channels, exif: exif, maximumPixelCount: maximumPixelCount)
    } catch {
      throw error.about(name)
    }
  }

  /// Throws for other numbers of channels than an image may have.
  static func checkChannels(_ channels: Int) throws(ImageFault) {
    guard channels == 1 || channels == 3 else {
      throw ImageFault(.badShape, "\(channels) channels were asked for; an image has 1 or 3")
    }
  }

  private static func decoded(
    _ bytes: [UInt8], channels: Int, exif: ExifPolicy, maximumPixelCount: Int
  ) throws(ImageFault) -> Image {
    try checkChannels(channels)
    let content = try ImageContent(bytes, within: PixelLimit(maximumPixelCount))
    let image = try content.pixels(channels: channels)
    guard exif == .apply, let orientation = content.orientation else { return image }
    return image.oriented(orientation)
  }
}
