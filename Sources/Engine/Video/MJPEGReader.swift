/// Reads JPEG images that stand one behind the other, as cameras and `ffmpeg -f mjpeg` send them.
///
/// Whatever is between two images is skipped, such as the headers of `multipart/x-mixed-replace`.
/// An image that is damaged or cut short is a frame whose ``VideoFrame/image(channels:named:)``
/// throws; reading goes on with the next one.
///
/// - Reference: ITU-T T.81, annex B.
public struct MJPEGReader: VideoReader {
  /// Bytes of an image above which it is given up.
  static let longestImage = 1 << 26

  /// Frames a second, which the stream does not say.
  public let rate: FrameRate

  private var stream: ByteStream
  private var index = 0

  /// Reads images from `supply`.
  public init(rate: FrameRate = .assumed, reading supply: @escaping ByteSupply) {
    self.rate = rate
    stream = ByteStream(supply)
  }

  /// The next frame, or nil behind the last.
  ///
  /// - Throws: `VideoError` where no image comes at all, or what the supply throws.
  public mutating func next() throws -> VideoFrame? {
    guard try skipToImage() else { return nil }
    defer { index += 1 }
    return VideoFrame(
      index: index, seconds: rate.seconds(toFrame: index), content: try nextContent())
  }

  private mutating func nextContent() throws -> VideoFrame.Content {
    do {
      return .jpeg(try stream.take(JpegExtent.byteCount(in: &stream)))
    } catch let broken as JpegExtent.Broken {
      stream.drop(broken.byteCount)
      return .damaged(ImageFault(.damaged, "the JPEG data is damaged: \(broken.reason)"))
    }
  }

  /// Drops bytes until the first three of an image come; false at the end.
  private mutating func skipToImage() throws -> Bool {
    let isEmpty = try stream.byte(at: 0) == nil
    while let first = try stream.offset(of: 0xFF, from: 0, limit: Self.longestImage) {
      stream.drop(first)
      if try stream.peek(3) == [0xFF, 0xD8, 0xFF] { return true }
      stream.drop(1)
    }
    guard isEmpty || index > 0 else {
      throw VideoError(.notAVideo, "there is no JPEG image in the stream")
    }
    return false
  }
}
