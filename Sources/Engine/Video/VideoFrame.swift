/// One frame of a video, in the form it came in.
public struct VideoFrame: Sendable {
  /// What a frame consists of.
  enum Content: Sendable {
    case raw([UInt8], RawFrameConverter)
    case jpeg([UInt8])
    case damaged(ImageFault)
  }

  /// Its number, counted from 0; frames that are damaged count, too.
  public let index: Int
  /// Seconds from the first frame, as the frame rate has it.
  public let seconds: Double
  /// What it consists of.
  let content: Content

  /// The frame as an image.
  ///
  /// - Parameters:
  ///   - channels: 3 for red, green, blue, 1 for gray.
  ///   - name: What an error calls the frame.
  /// - Returns: The image, upright as the stream has it.
  /// - Throws: `ImageError` for a frame that is damaged (those behind it may be whole), and for other
  ///   numbers of channels.
  public func image(channels: Int = 3, named name: String) throws(ImageError) -> Image {
    switch content {
    case .raw(let bytes, let converter):
      do throws(ImageFault) { try Image.checkChannels(channels) } catch { throw error.about(name) }
      return converter.image(bytes, channels: channels)
    case .jpeg(let bytes):
      return try Image(decoding: bytes, named: name, channels: channels, exif: .ignore)
    case .damaged(let fault): throw fault.about(name)
    }
  }
}

/// Reads the frames of a video one after the other.
public protocol VideoReader: Sendable {
  /// Frames a second.
  var rate: FrameRate { get }

  /// The next frame, or nil behind the last.
  ///
  /// - Throws: `VideoError` where the stream cannot be followed any further, or what the supply of
  ///   bytes throws. All frames that were complete before have been returned by then.
  mutating func next() throws -> VideoFrame?
}
