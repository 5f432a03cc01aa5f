/// Picks the most probable classes.
enum TopClasses {
  /// The `count` largest values' indices, largest first; of equals the lower index comes first.
  ///
  /// Not a number is never among them. Fewer come back where there are fewer values.
  ///
  /// - Reference: darknet `utils.c`, `top_k`.
  static func indices(of values: Span<Float>, count: Int) -> [Int] {
    guard count > 0 else { return [] }
    var best: [Int] = []
    for index in values.indices where !values[index].isNaN {
      if best.count == count, let last = best.last, values[index] <= values[last] { continue }
      // The first place whose value is smaller.
      let place = best.firstIndex { values[$0] < values[index] } ?? best.count
      best.insert(index, at: place)
      if best.count > count { best.removeLast() }
    }
    return best
  }
}
