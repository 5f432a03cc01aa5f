import Engine

/// Reads a picture between its pixels.
struct PictureSampler {
  /// The picture.
  let image: Image
  /// What lies around it: its edge goes on, or 0 does.
  let repeatsEdge: Bool

  /// The value of a channel, 0 … 1, at a place in pixels, between the four pixels around it.
  ///
  /// - Reference: darknet `image.c`, `bilinear_interpolate`.
  func value(_ x: Double, _ y: Double, _ channel: Int) -> Float {
    let (left, top) = (x.rounded(.down), y.rounded(.down))
    let (dx, dy) = (Float(x - left), Float(y - top))
    let (column, row) = (Int(left), Int(top))
    return (1 - dy) * (1 - dx) * pixel(column, row, channel)
      + dy * (1 - dx) * pixel(column, row + 1, channel)
      + (1 - dy) * dx * pixel(column + 1, row, channel)
      + dy * dx * pixel(column + 1, row + 1, channel)
  }

  private func pixel(_ column: Int, _ row: Int, _ channel: Int) -> Float {
    var (column, row) = (column, row)
    if repeatsEdge {
      (column, row) = (min(max(column, 0), image.width - 1), min(max(row, 0), image.height - 1))
    }
    guard (0..<image.width).contains(column), (0..<image.height).contains(row) else { return 0 }
    return Float(image.pixels[(row * image.width + column) * image.channels + channel]) / 255
  }
}
