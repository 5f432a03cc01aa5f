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
    switch try JpegExtent(in: &stream) {
    case .complete(let count): return .jpeg(try stream.take(count))
    case .broken(let count, let reason):
      stream.drop(count)
      return .damaged(ImageFault(.damaged, "the JPEG data is damaged: \(reason)"))
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

/// How far a JPEG image in a stream reaches.
enum JpegExtent: Equatable {
  /// It ends after that many bytes.
  case complete(Int)
  /// It is no image to its end; that many bytes on the next one may be looked for.
  case broken(Int, String)

  private static let endsEarly = "the stream ends before the image does"

  /// Walks the segments of the image that `stream` is at, so that one inside of them, a thumbnail,
  /// is not taken for the next frame.
  init(in stream: inout ByteStream) throws {
    // Where the last segment started: if its length was wrong, the next image may be in it.
    var (place, segment) = (2, 2)
    while true {
      guard place < MJPEGReader.longestImage else {
        self = .broken(segment, "it has more than \(MJPEGReader.longestImage >> 20) MiB")
        return
      }
      guard let code = try Self.marker(at: &place, in: &stream) else {
        self = try .broken(
          segment, stream.byte(at: place) == nil ? Self.endsEarly : "a marker is missing")
        return
      }
      switch code {
      case 0xD9:
        self = .complete(place)
        return
      case 0xD8:
        self = .broken(place - 2, "the next image starts before it ends")
        return
      case 0x01, 0xD0...0xD7: continue
      default: break
      }
      segment = place
      guard let high = try stream.byte(at: place), let low = try stream.byte(at: place + 1) else {
        self = .broken(segment, Self.endsEarly)
        return
      }
      let length = Int(high) << 8 | Int(low)
      guard length >= 2 else {
        self = .broken(segment, "a segment is \(length) bytes long")
        return
      }
      place += length
      if code == 0xDA { try Self.skipScan(from: &place, in: &stream) }
    }
  }

  /// The code of the marker at `place`, which is then behind it; nil where there is none.
  private static func marker(at place: inout Int, in stream: inout ByteStream) throws -> UInt8? {
    guard try stream.byte(at: place) == 0xFF else { return nil }
    var next = place + 1
    while try stream.byte(at: next) == 0xFF, next < MJPEGReader.longestImage { next += 1 }
    guard let code = try stream.byte(at: next) else {
      place = next
      return nil
    }
    guard code != 0 else { return nil }
    place = next + 1
    return code
  }

  /// Steps over coded data to the marker that ends it; those of restarts belong to it.
  private static func skipScan(from place: inout Int, in stream: inout ByteStream) throws {
    let limit = MJPEGReader.longestImage
    while let found = try stream.offset(of: 0xFF, from: place, limit: limit) {
      place = found
      guard let next = try stream.byte(at: found + 1) else { break }
      if next != 0, next != 0xFF, !(0xD0...0xD7).contains(next) { return }
      place += next == 0xFF ? 1 : 2
    }
    // Behind the end, so that whoever goes on sees it.
    while try stream.byte(at: place) != nil, place < limit { place += 1 }
  }
}
