internal import CStb

/// A file in memory whose format, size and structure are known and whose pixels are still encoded.
struct ImageContent {
  /// The format the content is in, and what its structure says.
  private enum Structure {
    case jpeg(JpegStructure)
    case png(PngStructure)
    case bmp(BmpHeader)
  }

  private let bytes: [UInt8]
  private let structure: Structure

  /// Finds out what the bytes are and goes through all of them; an image beyond the limit is
  /// refused as soon as its size is read.
  init(_ bytes: [UInt8], within limit: PixelLimit) throws(ImageFault) {
    self.bytes = bytes
    structure =
      switch try ImageFormat(sniffing: bytes) {
      case .jpeg: .jpeg(try JpegStructure(bytes, within: limit))
      case .png: .png(try PngStructure(bytes, within: limit))
      case .bmp: .bmp(try BmpHeader(ByteReader(bytes), within: limit))
      }
  }

  /// How the stored pixels have to be turned, where the file says so.
  var orientation: ExifOrientation? {
    let exif: Range<Int>? =
      switch structure {
      case .jpeg(let structure): structure.exif
      case .png(let structure): structure.exif
      case .bmp: nil
      }
    return exif.flatMap { ExifOrientation(in: bytes, at: $0) }
  }

  /// Decodes the pixels as they are stored.
  ///
  /// Alpha is dropped without blending, 16 bits become 8, as darknet has it.
  func pixels(channels: Int) throws(ImageFault) -> Image {
    switch structure {
    case .bmp(let header):
      return BmpPixels(header, of: bytes).image().converted(toChannels: channels)
    case .jpeg(let jpeg):
      return try Self.decoded(
        bytes, .jpeg, (jpeg.width, jpeg.height), channels,
        memoryLimit: jpeg.decodingByteCount(channels: channels))
    case .png(let png):
      return try Self.decoded(
        png.essentials, .png, (png.width, png.height), channels,
        memoryLimit: png.decodingByteCount(channels: channels))
    }
  }

  /// Decodes with stb_image; the bytes have been found to be sound.
  private static func decoded(
    _ bytes: [UInt8], _ format: ImageFormat, _ size: (width: Int, height: Int), _ channels: Int,
    memoryLimit: Int
  ) throws(ImageFault) -> Image {
    let result = unsafe bytes.withUnsafeBufferPointer { buffer in
      // The format was recognised, so there is a first byte.
      unsafe buffer.baseAddress.map {
        unsafe cstb_decode($0, buffer.count, Int32(channels), memoryLimit)
      }
    }
    guard let decoded = unsafe result, let pixels = unsafe decoded.pixels else {
      if unsafe result?.is_beyond_limit == 1 { throw tooMuch(format, size) }
      if unsafe result?.lacks_memory == 1 {
        throw ImageFault(
          .tooLarge, "there is no memory to decode it: up to \(memoryLimit) bytes are needed")
      }
      let reason = unsafe result?.reason.map { unsafe String(cString: $0) } ?? "no reason given"
      throw ImageFault(
        .damaged, "the \(format.name) data is damaged (stb_image: '\(reason)')")
    }
    defer { unsafe cstb_free(pixels) }
    let found = unsafe (width: Int(decoded.width), height: Int(decoded.height))
    guard found == size else {
      throw ImageFault(.damaged, "the \(format.name) data is damaged: it has two sizes")
    }
    let count = size.width * size.height * channels
    let values = unsafe [UInt8](UnsafeBufferPointer(start: pixels, count: count))
    return Image(width: size.width, height: size.height, channels: channels, validated: values)
  }

  private static func tooMuch(
    _ format: ImageFormat, _ size: (width: Int, height: Int)
  ) -> ImageFault {
    ImageFault(
      .damaged,
      "the \(format.name) data is damaged: there is more of it than \(size.width)×\(size.height) take"
    )
  }
}
