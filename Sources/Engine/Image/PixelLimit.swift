/// How large an image may be; held as soon as a header is read, before anything is set aside for it.
struct PixelLimit {
  /// Width × height that is allowed.
  let pixelCount: Int

  /// Columns and rows that the decoders can count.
  static let side = 65535
  /// What the decoders can count, whatever the caller allows: at eight bytes a pixel, the most there
  /// are, a buffer stays below 2³¹ bytes.
  static let most = 1 << 28 - 1

  /// A limit of that many pixels, or of what can be decoded at all.
  init(_ pixelCount: Int) { self.pixelCount = min(pixelCount, Self.most) }

  /// Refuses what is larger; both numbers are below 2³².
  func check(_ width: Int, _ height: Int) throws(ImageFault) {
    guard width * height <= pixelCount else {
      throw ImageFault(
        .tooLarge,
        "\(width)×\(height) are \(width * height) pixels, more than the limit of \(pixelCount)",
        help: pixelCount < Self.most
          ? "--max-pixels allows more, where the image can be trusted" : nil)
    }
    guard width <= Self.side, height <= Self.side else {
      throw ImageFault(
        .tooLarge, "\(width)×\(height) is more than \(Self.side) pixels along one side")
    }
  }
}
