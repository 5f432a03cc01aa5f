/// One axis of a chart: which values it shows, and where.
struct ChartScale: Sendable {
  /// The values at both ends.
  let range: ClosedRange<Double>
  /// Where the ends are, in pixels.
  let pixels: (from: Double, to: Double)

  /// Values of `range` between two positions; a range without extent gets one.
  init(_ range: ClosedRange<Double>, from start: Double, to end: Double) {
    let isFlat = !(range.upperBound - range.lowerBound > 0)
    self.range = isFlat ? range.lowerBound...range.lowerBound + 1 : range
    pixels = (start, end)
  }

  /// Where a value is.
  func position(_ value: Double) -> Double {
    let share = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return pixels.from + share * (pixels.to - pixels.from)
  }

  /// Round values to be written, about `count` of them.
  func ticks(about count: Int) -> [Double] {
    let step = Self.roundStep((range.upperBound - range.lowerBound) / Double(max(1, count)))
    let first = (range.lowerBound / step - 1e-9).rounded(.up)
    let last = (range.upperBound / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 1000 else { return [] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  /// 1, 2 or 5 times a power of ten, at least `step`.
  private static func roundStep(_ step: Double) -> Double {
    var power = 1.0
    while power > step { power /= 10 }
    while power * 10 <= step { power *= 10 }
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= step * 0.999 } ?? power * 10
  }
}
