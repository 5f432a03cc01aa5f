/// Reads a YUV4MPEG2 stream, which `ffmpeg -f yuv4mpegpipe` writes.
///
/// ```swift
/// var reader = try Y4MReader { limit in try file.read(upToCount: limit).map(Array.init) ?? [] }
/// while let frame = try reader.next() {
///   print(frame.seconds, detector.detect(in: try frame.image(named: "clip.y4m")))
/// }
/// ```
public struct Y4MReader: VideoReader {
  private static let frameMagic = Array("FRAME".utf8)

  /// What the first line says.
  public let header: Y4MHeader

  private var stream: ByteStream
  private let converter: RawFrameConverter
  private var index = 0

  /// Frames a second.
  public var rate: FrameRate { header.rate }

  /// Reads the header.
  ///
  /// - Parameters:
  ///   - matrix: What luma is made of; the header has no word for it. Nil for what players assume.
  ///   - range: What black and white are where the header does not say; nil for limited.
  ///   - supply: Gives the bytes, from the first on.
  /// - Throws: `VideoError`, or what the supply throws.
  public init(
    matrix: ColorCoding.Matrix? = nil, range: ColorCoding.Range? = nil,
    reading supply: @escaping ByteSupply
  ) throws {
    stream = ByteStream(supply)
    guard let line = try stream.line(limit: Y4MHeader.longestLine) else {
      throw VideoError(.truncated, "the y4m header has no end")
    }
    header = try Y4MHeader(line, matrix: matrix, range: range)
    converter = RawFrameConverter(header.layout)
  }

  /// The next frame, or nil behind the last.
  ///
  /// - Throws: `VideoError`, or what the supply throws.
  public mutating func next() throws -> VideoFrame? {
    guard try stream.byte(at: 0) != nil else { return nil }
    try readFrameHeader()
    let bytes = try stream.take(header.layout.byteCount)
    guard bytes.count == header.layout.byteCount else {
      throw VideoError.truncated(index, after: bytes.count, of: header.layout.byteCount)
    }
    defer { index += 1 }
    return VideoFrame(
      index: index, seconds: rate.seconds(toFrame: index), content: .raw(bytes, converter))
  }

  /// Behind `FRAME` there may be parameters, which say nothing that is needed here.
  private mutating func readFrameHeader() throws {
    let start = try stream.peek(Self.frameMagic.count)
    let line = try stream.line(limit: Y4MHeader.longestLine)
    if start.count < Self.frameMagic.count || line == nil && start == Self.frameMagic {
      throw VideoError.truncated(index, after: 0, of: header.layout.byteCount)
    }
    guard let line, start == Self.frameMagic, line.count == 5 || line[5] == UInt8(ascii: " ") else {
      let found = start.map { String($0, radix: 16, uppercase: true) }.joined(separator: " ")
      throw VideoError(
        .damaged, "where frame \(index) should start with 'FRAME', there is \(found)")
    }
  }
}

extension VideoError {
  /// A stream that ends inside a frame.
  static func truncated(_ index: Int, after found: Int, of needed: Int) -> VideoError {
    VideoError(
      .truncated,
      "the stream ends inside frame \(index): \(found) of its \(needed) bytes are there",
      help: "what sent it may have been stopped")
  }
}
