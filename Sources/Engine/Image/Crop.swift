extension Image {
  /// The part of the picture that a box covers, cut at the picture's edges: every pixel that the box
  /// touches.
  ///
  /// - Returns: A picture of as many channels; nil where the box lies outside, or is not a number.
  public func cropped(to box: BoundingBox) -> Image? {
    guard let part = box.clipped else { return nil }
    let columns = Self.pixels(from: part.left, to: part.right, of: width)
    let rows = Self.pixels(from: part.top, to: part.bottom, of: height)
    let pixels = rows.flatMap { row in
      self.pixels[
        (row * width + columns.lowerBound) * channels..<(row * width + columns.upperBound)
          * channels]
    }
    return Image(width: columns.count, height: rows.count, channels: channels, validated: pixels)
  }

  /// The pixels between two shares of an extent; at least one.
  private static func pixels(from start: Float, to end: Float, of count: Int) -> Range<Int> {
    let first = min(max(0, Int((start * Float(count)).rounded(.down))), count - 1)
    let last = min(max(first + 1, Int((end * Float(count)).rounded(.up))), count)
    return first..<last
  }
}
