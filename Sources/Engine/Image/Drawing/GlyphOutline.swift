/// The lines a pen follows to draw one glyph, in the units of `StrokeFont`.
struct GlyphOutline {
  /// A position on the grid.
  typealias Point = SIMD2<Float>

  /// Runs of points to be joined.
  let lines: [[Point]]
  /// Columns to the rightmost point.
  let width: Float

  /// The outline that `strokes` describes, in the notation of `StrokeFont`.
  init(strokes: String) {
    lines = strokes.split(separator: " ").map { stroke in
      let isRounded = stroke.first == "~"
      let points = Self.points(of: isRounded ? stroke.dropFirst() : stroke)
      return isRounded ? Self.rounded(points) : points
    }
    let rightmost = lines.joined().map(\.x).max()
    width = rightmost ?? StrokeFont.blankWidth
  }

  private static func points(of stroke: Substring) -> [Point] {
    let digits = stroke.map { Float($0.hexDigitOrBeyond) }
    return stride(from: 0, to: digits.count - 1, by: 2).map { Point(digits[$0], digits[$0 + 1]) }
  }

  /// The quadratic B-spline that `points` steer, by cutting corners; open ones keep their ends.
  private static func rounded(_ points: [Point]) -> [Point] {
    let isClosed = points.first == points.last
    var line = points
    for _ in 0..<4 {
      var cut: [Point] = isClosed ? [] : Array(line.prefix(1))
      for (start, end) in zip(line, line.dropFirst()) {
        cut.append(start * 0.75 + end * 0.25)
        cut.append(start * 0.25 + end * 0.75)
      }
      cut.append(isClosed ? cut[0] : line[line.count - 1])
      line = cut
    }
    return line
  }
}

extension Character {
  /// The value of a digit in base 36; 0 where it is none.
  fileprivate var hexDigitOrBeyond: Int { Int(String(self), radix: 36) ?? 0 }
}
