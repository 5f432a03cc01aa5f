extension Image {
  /// The part of the picture that a box covers, cut at the picture's edges: every pixel that the box
  /// touches.
  ///
  /// - Returns: A picture of as many channels; nil where the box lies outside, or is not a number.
  public func cropped(to box: BoundingBox) -> Image? {
    guard let part = box.clipped else { return nil }
    let columns = Self.pixels(from: part.left, to: part.right, of: width)
    let rows = Self.pixels(from: part.top, to: part.bottom, of: height)
    return cropped(
      to: PixelRect(
        left: columns.lowerBound, top: rows.lowerBound, right: columns.upperBound,
        bottom: rows.upperBound))
  }

  /// The part of the picture in a rectangle that lies in it and is not empty.
  func cropped(to area: PixelRect) -> Image {
    var cropped: [UInt8] = []
    cropped.reserveCapacity(area.area * channels)
    for row in area.top..<area.bottom {
      let start = row * width
      cropped += pixels[(start + area.left) * channels..<(start + area.right) * channels]
    }
    return Image(width: area.width, height: area.height, channels: channels, validated: cropped)
  }

  /// The pixels between two shares of an extent; at least one.
  private static func pixels(from start: Float, to end: Float, of count: Int) -> Range<Int> {
    let first = min(Int((start * Float(count)).rounded(.down)), count - 1)
    return first..<min(max(first + 1, Int((end * Float(count)).rounded(.up))), count)
  }
}
