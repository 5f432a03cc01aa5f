/// Reads frames without any header, of a size and format that are known.
public struct RawFrameReader: VideoReader {
  /// What a frame is.
  public let layout: RawFrameLayout
  /// Frames a second.
  public let rate: FrameRate

  private var stream: ByteStream
  private let converter: RawFrameConverter
  private var index = 0

  /// Reads frames of `layout` from `supply`.
  public init(
    _ layout: RawFrameLayout, rate: FrameRate = .assumed, reading supply: @escaping ByteSupply
  ) {
    (self.layout, self.rate) = (layout, rate)
    stream = ByteStream(supply)
    converter = RawFrameConverter(layout)
  }

  /// The next frame, or nil behind the last.
  ///
  /// - Throws: `VideoError`, or what the supply throws.
  public mutating func next() throws -> VideoFrame? {
    guard try stream.byte(at: 0) != nil else { return nil }
    let bytes = try stream.take(layout.byteCount)
    guard bytes.count == layout.byteCount else {
      throw VideoError.truncated(index, after: bytes.count, of: layout.byteCount)
    }
    defer { index += 1 }
    return VideoFrame(
      index: index, seconds: rate.seconds(toFrame: index), content: .raw(bytes, converter))
  }
}
