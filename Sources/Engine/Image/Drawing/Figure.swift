/// A drawing of a few kinds of shapes, which can be shown as a picture or written as SVG.
///
/// - Units: pixels from the upper left corner, which need not be whole.
package struct Figure: Sendable, Hashable {
  /// A position.
  package typealias Point = SIMD2<Double>

  /// Which part of a text is at its position.
  package enum Alignment: String, Sendable, Hashable {
    case start, middle, end
  }

  /// Something that is drawn.
  package enum Shape: Sendable, Hashable {
    /// A filled rectangle between two corners.
    case rectangle(from: Point, to: Point, Color)
    /// A line through points.
    case line([Point], width: Double, Color)
    /// A line of text, whose capitals have their middle at the height of `at`.
    case text(
      String, at: Point, height: Double, alignment: Alignment, runsUpwards: Bool, Color)
  }

  /// Columns.
  package let width: Int
  /// Rows.
  package let height: Int
  /// What is drawn, the first first.
  package private(set) var shapes: [Shape] = []

  /// Beyond that no line is drawn, in pixels.
  private static let farthest = 1e6

  /// A white figure of that size, at least 1 × 1.
  package init(width: Int, height: Int) {
    (self.width, self.height) = (max(1, width), max(1, height))
  }

  /// Draws a filled rectangle.
  package mutating func fill(from start: Point, to end: Point, _ color: Color) {
    shapes.append(.rectangle(from: start, to: end, color))
  }

  /// Draws a line through points, but those that are no places of any picture.
  package mutating func stroke(_ points: [Point], width: Double, _ color: Color) {
    let places = points.filter { abs($0.x) <= Self.farthest && abs($0.y) <= Self.farthest }
    shapes.append(.line(places, width: width, color))
  }

  /// Writes a line of text; `height` is that of a line, from the top of capitals to the lowest
  /// descender.
  package mutating func write(
    _ text: String, at point: Point, height: Double = 14, alignment: Alignment = .start,
    runsUpwards: Bool = false, _ color: Color = .black
  ) {
    shapes.append(
      .text(
        text, at: point, height: height, alignment: alignment, runsUpwards: runsUpwards, color))
  }

  /// Columns that a text takes in the picture; about as many in SVG.
  package static func textWidth(_ text: String, height: Double = 14) -> Double {
    Double(GlyphMask(text: text, height: Float(height)).width)
  }

  /// The figure as a picture.
  package var image: Image {
    let white = [UInt8](repeating: 255, count: width * height * 3)
    var canvas = Canvas(Image(width: width, height: height, channels: 3, validated: white))
    for shape in shapes { canvas.draw(shape) }
    return canvas.image
  }
}

extension GlyphMask {
  /// A line of text of that height.
  init(text: String, height: Float) {
    self.init(
      joining: text.map { character in
        let strokes = StrokeFont.strokes(of: character) ?? StrokeFont.unknown
        return GlyphMask(GlyphOutline(strokes: strokes), scale: height / StrokeFont.lineHeight)
      })
  }
}

extension Canvas {
  /// Draws one shape of a figure.
  fileprivate mutating func draw(_ shape: Figure.Shape) {
    switch shape {
    case .rectangle(let start, let end, let color):
      fill(
        PixelRect(
          left: Self.pixel(start.x), top: Self.pixel(start.y), right: Self.pixel(end.x),
          bottom: Self.pixel(end.y)), color)
    case .line(let points, let width, let color):
      let mask = GlyphMask(
        line: points.map { SIMD2<Float>($0) }, width: Float(width), areaWidth: bounds.width,
        areaHeight: bounds.height)
      write(mask, left: 0, top: 0, color)
    case .text(let text, let point, let height, let alignment, let runsUpwards, let color):
      let mask = GlyphMask(text: text, height: Float(height))
      let shift = alignment == .start ? 0 : alignment == .middle ? 0.5 : 1
      let scale = height / Double(StrokeFont.lineHeight)
      let radius = Double(StrokeFont.penRadius) * scale
      let across = Double(StrokeFont.capitalHeight) / 2 * scale + radius
      let along = shift * Double(mask.width)
      if runsUpwards {
        write(
          GlyphMask(turningLeft: mask), left: Self.pixel(point.x - across),
          top: Self.pixel(point.y + along) - mask.width, color)
      } else {
        write(
          mask, left: Self.pixel(point.x - along), top: Self.pixel(point.y - across), color)
      }
    }
  }

  private static func pixel(_ value: Double) -> Int {
    value.isFinite ? Int(min(max(value, -1e6), 1e6).rounded()) : 0
  }
}
