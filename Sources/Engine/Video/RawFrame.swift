/// What an uncompressed frame is: its size, and how its bytes become colours.
public struct RawFrameLayout: Sendable, Hashable {
  /// Columns, at least 1.
  public let width: Int
  /// Rows, at least 1.
  public let height: Int
  /// How pixels lie in memory.
  public let format: PixelFormat
  /// What luma and chroma mean; nothing for formats without chroma.
  public let coding: ColorCoding

  /// A layout of these sizes.
  ///
  /// - Throws: `VideoError` where a frame has no pixel, or more than
  ///   ``Image/defaultMaximumPixelCount``.
  public init(
    width: Int, height: Int, format: PixelFormat, coding: ColorCoding
  ) throws(VideoError) {
    let (area, overflows) = width.multipliedReportingOverflow(by: height)
    guard width > 0, height > 0, !overflows, area <= Image.defaultMaximumPixelCount else {
      let limit = Image.defaultMaximumPixelCount
      throw VideoError(.badShape, "frames of \(width)×\(height); 1 to \(limit) pixels are possible")
    }
    (self.width, self.height, self.format, self.coding) = (width, height, format, coding)
  }

  /// Bytes of one frame.
  public var byteCount: Int { format.byteCount(width: width, height: height) }
}

/// Turns the bytes of uncompressed frames of one layout into images.
struct RawFrameConverter: Sendable {
  private let layout: RawFrameLayout
  private let colors: YuvToRgb

  init(_ layout: RawFrameLayout) {
    self.layout = layout
    colors = YuvToRgb(layout.coding)
  }

  /// The frame as an image of 3 channels, or of 1 for gray.
  ///
  /// Gray is the luma that is there, or computed as ``Image/converted(toChannels:)`` does.
  ///
  /// - Precondition: `bytes` are as many as the layout says.
  func image(_ bytes: [UInt8], channels: Int) -> Image {
    precondition(bytes.count == layout.byteCount)
    switch layout.format {
    case .rgb24: return image(3, bytes).converted(toChannels: channels)
    case .bgr24: return image(3, Self.swapped(bytes)).converted(toChannels: channels)
    case .gray8: return image(1, bytes).converted(toChannels: channels)
    default: break
    }
    if channels == 1 {
      return image(1, bytes.prefix(layout.width * layout.height).map(colors.gray))
    }
    return image(3, rgb(bytes))
  }

  private func image(_ channels: Int, _ pixels: [UInt8]) -> Image {
    Image(width: layout.width, height: layout.height, channels: channels, validated: pixels)
  }

  private static func swapped(_ bytes: [UInt8]) -> [UInt8] {
    var pixels = bytes
    for blue in stride(from: 0, to: pixels.count, by: 3) { pixels.swapAt(blue, blue + 2) }
    return pixels
  }

  /// Every pixel takes the chroma value it shares with its neighbours, as ffmpeg's fast conversion
  /// and OpenCV's do: where between the pixels a value was taken does not matter then.
  private func rgb(_ bytes: [UInt8]) -> [UInt8] {
    guard let chroma = layout.format.chroma else { return [] }
    let (width, height) = (layout.width, layout.height)
    let isPaired = layout.format == .nv12
    let columns = chroma.count(ofColumns: width)
    let planeCount = columns * chroma.count(ofRows: height)
    let rowStride = isPaired ? 2 * columns : columns
    var pixels = [UInt8](repeating: 0, count: 3 * width * height)
    var target = pixels.mutableSpan
    for row in 0..<height {
      let u = width * height + (row >> chroma.rowShift) * rowStride
      colors.convertRow(
        y: row * width, u: u, v: isPaired ? u + 1 : u + planeCount,
        columnShift: chroma.columnShift, chromaStep: isPaired ? 2 : 1, of: bytes.span,
        into: &target, at: 3 * row * width, width: width)
    }
    return pixels
  }
}
