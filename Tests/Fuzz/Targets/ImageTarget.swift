import Engine

/// A picture in any format, as it is and with its checksums made right.
enum ImageTarget {
  /// Decoding more would only take longer.
  private static let pixelLimit = 1 << 18

  static func run(_ bytes: [UInt8]) throws(BrokenPromise) {
    try check(bytes)
    // Chance does not hit a checksum: behind a wrong one nothing would ever be tried.
    if let resealed = PngSeal.resealed(bytes), resealed != bytes { try check(resealed) }
  }

  private static func check(_ bytes: [UInt8]) throws(BrokenPromise) {
    let stored = decoded(bytes, exif: .ignore)
    try expect(
      stored == decoded(bytes, exif: .ignore), "the same bytes are decoded in two ways")
    guard case .success(let stored) = stored else { return }
    try checkSize(of: stored)
    guard case .success(let upright) = decoded(bytes, exif: .apply) else {
      throw BrokenPromise("an orientation makes a picture unreadable")
    }
    try checkSize(of: upright)
    try expect(
      Set([upright.width, upright.height]) == Set([stored.width, stored.height])
        && upright.pixelCount == stored.pixelCount,
      "\(stored.width)×\(stored.height) became \(upright.width)×\(upright.height)")
    guard case .success(let gray) = decoded(bytes, channels: 1, exif: .ignore) else {
      throw BrokenPromise("a picture is readable in colours only")
    }
    try checkSize(of: gray, channels: 1)
    if let size = PngSeal.declaredSize(bytes) {
      try expect(
        size == (stored.width, stored.height),
        "\(size) is declared, \(stored.width)×\(stored.height) decoded")
    }
    try checkWriting(of: stored)
  }

  private static func checkSize(of image: Image, channels: Int = 3) throws(BrokenPromise) {
    try expect(
      image.width > 0 && image.height > 0 && image.channels == channels
        && image.pixelCount <= pixelLimit && image.pixels.count == image.pixelCount * channels,
      "\(image.width)×\(image.height)×\(image.channels) has \(image.pixels.count) values")
  }

  /// What is written without loss is read as it was.
  private static func checkWriting(of image: Image) throws(BrokenPromise) {
    guard image.pixelCount < 1 << 12, let bytes = try? image.encoded(as: .png) else { return }
    try expect(decoded(bytes, exif: .apply) == .success(image), "a PNG of ours is read otherwise")
  }

  private static func decoded(
    _ bytes: [UInt8], channels: Int = 3, exif: ExifPolicy
  ) -> Result<Image, ImageError> {
    Result { () throws(ImageError) in
      try Image(
        decoding: bytes, named: "picture", channels: channels, exif: exif,
        maximumPixelCount: pixelLimit)
    }
  }
}
