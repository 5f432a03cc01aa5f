/// How much of each pixel a piece of text covers.
struct GlyphMask {
  /// Columns.
  let width: Int
  /// Rows.
  let height: Int
  /// height × width shares, 0…1.
  private(set) var coverage: [Float]

  /// One glyph, `scale` pixels a unit of the font, with the space it needs on both sides.
  init(_ outline: GlyphOutline, scale: Float) {
    // At least a pixel wide, or thin strokes fade.
    let radius = max(StrokeFont.penRadius * scale, 0.6)
    width = Int(((outline.width + StrokeFont.spacing) * scale).rounded())
    height = Int((StrokeFont.lineHeight * scale + 2 * radius).rounded(.up)) + 1
    coverage = [Float](repeating: 0, count: width * height)
    // The first stem and the top lie on the middle of a pixel, which keeps small letters sharp.
    let origin = SIMD2((StrokeFont.spacing / 2 * scale).rounded(.down), radius.rounded(.down)) + 0.5
    for line in outline.lines {
      let points = line.map { $0 * scale + origin }
      for (start, end) in zip(points, points.dropFirst()) { draw(from: start, to: end, radius) }
    }
  }

  /// Several masks side by side.
  init(joining masks: [GlyphMask]) {
    width = masks.reduce(0) { $0 + $1.width }
    height = masks.map(\.height).max() ?? 0
    coverage = [Float](repeating: 0, count: width * height)
    var left = 0
    for mask in masks {
      for y in 0..<mask.height {
        let row = mask.coverage[y * mask.width..<(y + 1) * mask.width]
        coverage.replaceSubrange(y * width + left..<y * width + left + mask.width, with: row)
      }
      left += mask.width
    }
  }

  /// The mask turned by a quarter, so that text runs upwards.
  init(turningLeft mask: GlyphMask) {
    (width, height) = (mask.height, mask.width)
    coverage = (0..<mask.width * mask.height).map { index in
      let (y, x) = index.quotientAndRemainder(dividingBy: mask.height)
      return mask.coverage[x * mask.width + mask.width - 1 - y]
    }
  }

  /// Lines of `width` pixels with round ends and joints through points, in an area of that size.
  init(line points: [SIMD2<Float>], width lineWidth: Float, areaWidth: Int, areaHeight: Int) {
    (width, height) = (areaWidth, areaHeight)
    coverage = [Float](repeating: 0, count: areaWidth * areaHeight)
    for (start, end) in zip(points, points.dropFirst()) {
      draw(from: start, to: end, lineWidth / 2)
    }
  }

  /// Adds a line with round ends; a pixel is covered as far as its centre lies inside.
  private mutating func draw(from start: SIMD2<Float>, to end: SIMD2<Float>, _ radius: Float) {
    let reach = radius + 0.5
    let (low, high) = (pointwiseMin(start, end) - reach, pointwiseMax(start, end) + reach)
    let direction = end - start
    let squaredLength = (direction * direction).sum()
    for y in max(0, Int(low.y))..<max(max(0, Int(low.y)), min(height, Int(high.y) + 1)) {
      for x in max(0, Int(low.x))..<max(max(0, Int(low.x)), min(width, Int(high.x) + 1)) {
        let offset = SIMD2(Float(x) + 0.5, Float(y) + 0.5) - start
        let along = squaredLength > 0 ? (offset * direction).sum() / squaredLength : 0
        let away = offset - direction * min(max(along, 0), 1)
        let share = reach - (away * away).sum().squareRoot()
        coverage[y * width + x] = max(coverage[y * width + x], min(share, 1))
      }
    }
  }
}
