internal import CStb

extension Image {
  /// Pixels an image may have unless the caller says otherwise.
  public static let defaultMaximumPixelCount = 100_000_000

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
    let content = try ImageContent(bytes)
    try content.check(maximumPixelCount: maximumPixelCount)
    let image = try content.pixels(channels: channels)
    guard exif == .apply, let orientation = content.orientation else { return image }
    return image.oriented(orientation)
  }
}

/// A file in memory whose format, size and structure are known and whose pixels are still encoded.
struct ImageContent {
  /// The format the content is in.
  let format: ImageFormat
  /// Columns as stored.
  let width: Int
  /// Rows as stored.
  let height: Int
  /// How the stored pixels have to be turned, where the file says so.
  let orientation: ExifOrientation?

  private let bytes: [UInt8]

  /// Finds out what the bytes are and walks their structure.
  init(_ bytes: [UInt8]) throws(ImageFault) {
    self.bytes = bytes
    format = try ImageFormat(sniffing: bytes)
    var exif: Range<Int>?
    switch format {
    case .jpeg:
      let structure = try JpegStructure(bytes)
      (width, height, exif) = (structure.width, structure.height, structure.exif)
    case .png:
      let structure = try PngStructure(bytes)
      (width, height, exif) = (structure.width, structure.height, structure.exif)
    case .bmp:
      let structure = try BmpStructure(bytes)
      (width, height) = (structure.width, structure.height)
    }
    orientation = exif.flatMap { ExifOrientation(in: bytes, at: $0) }
  }

  /// Refuses what would take more memory than the caller wants to spend.
  func check(maximumPixelCount: Int) throws(ImageFault) {
    // Both are below 2³¹, so the product fits.
    guard width * height <= maximumPixelCount else {
      throw ImageFault(
        .tooLarge,
        "\(width)×\(height) are \(width * height) pixels, more than the limit of \(maximumPixelCount)"
      )
    }
    let limit = 65535
    guard width <= limit, height <= limit else {
      throw ImageFault(.tooLarge, "\(width)×\(height) is more than \(limit) pixels along one side")
    }
  }

  /// Decodes with stb_image.
  ///
  /// Alpha is dropped without blending, 16 bits become 8, as darknet has it.
  func pixels(channels: Int) throws(ImageFault) -> Image {
    let result = unsafe bytes.withUnsafeBufferPointer { buffer in
      // The format was recognised, so there is a first byte.
      unsafe buffer.baseAddress.map { unsafe cstb_decode($0, buffer.count, Int32(channels)) }
    }
    guard let decoded = unsafe result, let pixels = unsafe decoded.pixels else {
      let reason = unsafe result?.reason.map { unsafe String(cString: $0) } ?? "no reason given"
      throw ImageFault(
        .damaged, "the \(format.name) data is damaged (stb_image: '\(reason)')")
    }
    defer { unsafe cstb_free(pixels) }
    guard unsafe decoded.ends_early == 0 else {
      throw ImageFault(
        .damaged,
        "the \(format.name) data is damaged: the coded data ends before the image does")
    }
    let (w, h) = unsafe (Int(decoded.width), Int(decoded.height))
    guard w == width, h == height else {
      throw ImageFault(.damaged, "the \(format.name) data is damaged: it has two sizes")
    }
    let values = unsafe [UInt8](UnsafeBufferPointer(start: pixels, count: w * h * channels))
    return Image(width: w, height: h, channels: channels, validated: values)
  }
}
