/// An image that is drawn on; what lies beyond its edges is cut off.
struct Canvas {
  /// The image as it stands.
  private(set) var image: Image

  /// A canvas that shows `image`, in color.
  init(_ image: Image) { self.image = image.converted(toChannels: 3) }

  /// The whole canvas.
  var bounds: PixelRect {
    PixelRect(left: 0, top: 0, right: image.width, bottom: image.height)
  }

  /// Fills a rectangle.
  mutating func fill(_ rect: PixelRect, _ color: Color) {
    let visible = rect.intersection(bounds)
    for y in visible.top..<max(visible.top, visible.bottom) {
      for x in visible.left..<max(visible.left, visible.right) { put(color, x, y) }
    }
  }

  /// Draws a frame of `width` pixels along the inside of `rect`.
  mutating func frame(_ rect: PixelRect, width: Int, _ color: Color) {
    let inner = rect.grown(by: -width)
    guard inner.width > 0, inner.height > 0 else { return fill(rect, color) }
    var (above, below, before, after) = (rect, rect, rect, rect)
    above.bottom = inner.top
    below.top = inner.bottom
    (before.top, before.bottom, before.right) = (inner.top, inner.bottom, inner.left)
    (after.top, after.bottom, after.left) = (inner.top, inner.bottom, inner.right)
    for side in [above, below, before, after] { fill(side, color) }
  }

  /// Draws text with its upper left corner at (`left`, `top`).
  mutating func write(_ mask: GlyphMask, left: Int, top: Int, _ color: Color) {
    for y in max(0, -top)..<max(max(0, -top), min(mask.height, image.height - top)) {
      for x in max(0, -left)..<max(max(0, -left), min(mask.width, image.width - left)) {
        let share = mask.coverage[y * mask.width + x]
        if share > 0 { blend(color, share, left + x, top + y) }
      }
    }
  }

  private mutating func put(_ color: Color, _ x: Int, _ y: Int) {
    let start = (y * image.width + x) * 3
    image.pixels[start] = color.red
    image.pixels[start + 1] = color.green
    image.pixels[start + 2] = color.blue
  }

  private mutating func blend(_ color: Color, _ share: Float, _ x: Int, _ y: Int) {
    let start = (y * image.width + x) * 3
    for (channel, value) in [color.red, color.green, color.blue].enumerated() {
      let before = Float(image.pixels[start + channel])
      image.pixels[start + channel] = UInt8(before + share * (Float(value) - before))
    }
  }
}
