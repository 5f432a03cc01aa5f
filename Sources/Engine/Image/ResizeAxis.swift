/// One axis of darknet's bilinear resize, worked out: for every target position two source
/// positions and their weights.
///
/// The first and the last pixel of source and target coincide. All arithmetic is single precision
/// and in darknet's order, so that results agree to the bit.
///
/// - Reference: darknet `image.c`, `resize_image`.
struct ResizeAxis: Sendable, Hashable {
  /// What happens at the last target position, where darknet treats columns and rows differently.
  enum Edge { case column, row }

  /// The source position at or before each target position.
  private(set) var first: [Int] = []
  /// The one after it.
  private(set) var second: [Int] = []
  /// 1 − d, d the distance to the first.
  private(set) var firstWeight: [Float] = []
  /// d, or 0 where darknet adds no second term.
  private(set) var secondWeight: [Float] = []

  /// The target positions `window` (clamped to the target) of a resize from `placement.image` to
  /// `placement.scaled` pixels.
  init(_ placement: AxisPlacement, window: Range<Int>, edge: Edge) {
    let last = placement.scaled - 1
    let scale = last > 0 ? Float(placement.image - 1) / Float(last) : 0
    for target in window {
      let target = min(max(target, 0), last)
      let sample = Self.sample(target, last: last, scale: scale, of: placement.image, edge)
      first.append(sample.index)
      second.append(min(sample.index + 1, placement.image - 1))
      firstWeight.append(1 - sample.distance)
      secondWeight.append(sample.hasSecond ? sample.distance : 0)
    }
  }

  /// Target positions.
  var count: Int { first.count }

  private static func sample(
    _ target: Int, last: Int, scale: Float, of source: Int, _ edge: Edge
  ) -> (index: Int, distance: Float, hasSecond: Bool) {
    if edge == .column, target == last || source == 1 { return (source - 1, 0, false) }
    let position = Float(target) * scale
    // Rounding may carry the position one past the end.
    let index = min(Int(position), source - 1)
    // The last row takes one term only. Where rounding puts it just above the last source row, its
    // weight is almost 0 and the row turns black: darknet's networks were trained with that.
    return (index, position - Float(Int(position)), target != last && source > 1)
  }
}
