import Engine
import Synchronization

/// A stream of frames, in whichever of the formats it is.
enum VideoTarget {
  /// Frames are looked at up to this one: a header may say that they are of a single byte.
  private static let frameLimit = 64

  static func run(_ bytes: [UInt8]) throws(BrokenPromise) {
    let start = Array(bytes.prefix(VideoFormat.signatureByteCount))
    switch VideoFormat(sniffing: start) {
    case .y4m: try checkY4M(bytes)
    case .mjpeg: try checkMJPEG(bytes)
    case nil:
      try expect((try? Y4MReader(reading: supply(bytes))) == nil, "a stream of no format is read")
      // Images may come later than a stream is looked at for.
      try checkMJPEG(bytes)
    }
  }

  private static func checkY4M(_ bytes: [UInt8]) throws(BrokenPromise) {
    guard let reader = try? Y4MReader(reading: supply(bytes)) else { return }
    let layout = reader.header.layout
    let frames = frames(of: reader)
    for frame in frames.prefix(frameLimit) {
      guard let image = try? frame.image(named: "frame") else {
        throw BrokenPromise("an uncompressed frame is refused")
      }
      try expect(
        (image.width, image.height, image.channels) == (layout.width, layout.height, 3)
          && image.pixels.count == 3 * image.pixelCount,
        "a frame of \(layout) became \(image.width)×\(image.height)")
      try expect(
        (try? frame.image(channels: 1, named: "frame"))?.pixels.count == image.pixelCount,
        "a gray frame has another size")
    }
    try expect(
      frames.count <= bytes.count / layout.byteCount, "there are more frames than bytes for them")
    let portioned = try? Y4MReader(reading: supply(bytes, portion: portion(of: bytes)))
    try expect(
      portioned.map { Self.frames(of: $0).count } == frames.count,
      "portions of \(portion(of: bytes)) bytes give other frames")
  }

  private static func checkMJPEG(_ bytes: [UInt8]) throws(BrokenPromise) {
    let whole = frames(of: MJPEGReader(reading: supply(bytes)))
    let portion = portion(of: bytes)
    let portioned = frames(of: MJPEGReader(reading: supply(bytes, portion: portion)))
    // An image that another follows at once is FF D8.
    try expect(whole.count <= bytes.count / 2, "there are more frames than bytes for them")
    try expect(whole.count == portioned.count, "portions of \(portion) bytes give other frames")
    for (frame, other) in zip(whole, portioned).prefix(frameLimit) {
      try expect(
        outcome(frame) == outcome(other), "portions of \(portion) bytes give other pictures")
    }
  }

  private static func outcome(_ frame: VideoFrame) -> Result<Image, ImageError> {
    Result { () throws(ImageError) in try frame.image(named: "frame") }
  }

  /// All frames up to the end, or to where the stream cannot be followed.
  private static func frames(of reader: some VideoReader) -> [VideoFrame] {
    var (reader, frames) = (reader, [VideoFrame]())
    while let frame = try? reader.next() { frames.append(frame) }
    return frames
  }

  private static func portion(of bytes: [UInt8]) -> Int { Int(bytes.fingerprint % 61) + 1 }

  /// Gives the bytes in portions, as a pipe does.
  private static func supply(_ bytes: [UInt8], portion: Int = .max) -> ByteSupply {
    let rest = Mutex(bytes[...])
    return { limit in
      rest.withLock { rest in
        defer { rest = rest.dropFirst(min(limit, portion)) }
        return Array(rest.prefix(min(limit, portion)))
      }
    }
  }
}
