/// Writes images as the frames of a YUV4MPEG2 stream, which players and ffmpeg read.
///
/// Frames are 4:2:0 with chroma from the middle of 2 × 2 pixels, limited range, BT.601 or BT.709 by
/// size: what players assume for a stream that does not say.
public struct Y4MWriter: Sendable {
  /// Columns of every frame.
  public let width: Int
  /// Rows of every frame.
  public let height: Int
  /// Frames a second.
  public let rate: FrameRate

  private let colors: RgbToYuv

  /// A stream of frames of that size.
  public init(width: Int, height: Int, rate: FrameRate) {
    (self.width, self.height, self.rate) = (width, height, rate)
    colors = RgbToYuv(ColorCoding(.assumed(width: width, height: height)))
  }

  /// What the stream starts with.
  public var header: [UInt8] {
    Array("YUV4MPEG2 W\(width) H\(height) F\(rate) Ip A1:1 C420jpeg XCOLORRANGE=LIMITED\n".utf8)
  }

  /// An image as the next frame of the stream.
  ///
  /// - Precondition: The image has the stream's size.
  public func frame(_ image: Image) -> [UInt8] {
    precondition(image.width == width && image.height == height)
    let pixels = image.converted(toChannels: 3).pixels
    let magic = Array("FRAME\n".utf8)
    let count = PixelFormat.yuv420p.byteCount(width: width, height: height)
    var bytes = magic + [UInt8](repeating: 0, count: count)
    var target = bytes.mutableSpan
    writeLuma(of: pixels.span, into: &target, at: magic.count)
    writeChroma(of: pixels.span, into: &target, at: magic.count + width * height)
    return bytes
  }

  private func writeLuma(
    of pixels: Span<UInt8>, into target: inout MutableSpan<UInt8>, at start: Int
  ) {
    let area = width * height
    precondition(pixels.count == 3 * area && start + area <= target.count)
    for place in 0..<area {
      let pixel = 3 &* place
      unsafe target[unchecked: start &+ place] = colors.luma(
        Int(pixels[unchecked: pixel]), Int(pixels[unchecked: pixel &+ 1]),
        Int(pixels[unchecked: pixel &+ 2]))
    }
  }

  private func writeChroma(
    of pixels: Span<UInt8>, into target: inout MutableSpan<UInt8>, at start: Int
  ) {
    let (columns, rows) = ((width + 1) / 2, (height + 1) / 2)
    precondition(pixels.count == 3 * width * height && start + 2 * columns * rows <= target.count)
    for row in 0..<rows {
      // At an odd edge the last row or column counts twice.
      let top = 2 * row * width
      let bottom = min(2 * row + 1, height - 1) * width
      for column in 0..<columns {
        let (left, right) = (2 &* column, min(2 &* column &+ 1, width - 1))
        let (a, b) = (3 &* (top &+ left), 3 &* (top &+ right))
        let (c, d) = (3 &* (bottom &+ left), 3 &* (bottom &+ right))
        let red = unsafe Self.sum(pixels, a, b, c, d)
        let green = unsafe Self.sum(pixels, a &+ 1, b &+ 1, c &+ 1, d &+ 1)
        let blue = unsafe Self.sum(pixels, a &+ 2, b &+ 2, c &+ 2, d &+ 2)
        let chroma = colors.chroma(ofFour: red, green, blue)
        let place = start &+ row &* columns &+ column
        unsafe target[unchecked: place] = chroma.u
        unsafe target[unchecked: place &+ columns &* rows] = chroma.v
      }
    }
  }

  /// The places have to be in the span.
  @unsafe
  @inline(__always)
  private static func sum(_ values: Span<UInt8>, _ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Int {
    unsafe Int(values[unchecked: a]) &+ Int(values[unchecked: b]) &+ Int(values[unchecked: c])
      &+ Int(values[unchecked: d])
  }
}
