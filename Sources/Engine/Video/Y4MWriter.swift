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
    var bytes = Array("FRAME\n".utf8)
    bytes.reserveCapacity(
      bytes.count + PixelFormat.yuv420p.byteCount(width: width, height: height))
    appendLuma(of: pixels, to: &bytes)
    appendChroma(of: pixels, to: &bytes)
    return bytes
  }

  private func appendLuma(of pixels: [UInt8], to bytes: inout [UInt8]) {
    for pixel in stride(from: 0, to: pixels.count, by: 3) {
      bytes.append(
        colors.luma(Int(pixels[pixel]), Int(pixels[pixel + 1]), Int(pixels[pixel + 2])))
    }
  }

  private func appendChroma(of pixels: [UInt8], to bytes: inout [UInt8]) {
    var reds: [UInt8] = []
    for top in stride(from: 0, to: height, by: 2) {
      // At an odd edge the last row or column counts twice.
      let bottom = min(top + 1, height - 1)
      for left in stride(from: 0, to: width, by: 2) {
        let right = min(left + 1, width - 1)
        let places = (
          3 * (top * width + left), 3 * (top * width + right), 3 * (bottom * width + left),
          3 * (bottom * width + right)
        )
        func sum(_ channel: Int) -> Int {
          Int(pixels[places.0 + channel]) + Int(pixels[places.1 + channel])
            + Int(pixels[places.2 + channel]) + Int(pixels[places.3 + channel])
        }
        let chroma = colors.chroma(ofFour: sum(0), sum(1), sum(2))
        bytes.append(chroma.u)
        reds.append(chroma.v)
      }
    }
    bytes += reds
  }
}
