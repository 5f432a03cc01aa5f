/// Finds places for labels: inside the image, at their boxes, and apart from each other.
struct LabelLayout {
  /// Where labels may be.
  let bounds: PixelRect
  /// The labels that have a place.
  private(set) var placed: [PixelRect] = []

  init(in bounds: PixelRect) { self.bounds = bounds }

  /// Places a label of `width` × `height` at `box`: the first of its usual places that is free, or
  /// the one where it covers least of the labels before it.
  mutating func place(width: Int, height: Int, at box: PixelRect) -> PixelRect {
    let places = Self.corners(of: box, width: width, height: height).map { corner in
      moved(left: corner.left, top: corner.top, width: width, height: height)
    }
    var best = (place: places[0], covered: Int.max)
    for place in places {
      let covered = placed.reduce(0) { $0 + $1.intersection(place).area }
      if covered < best.covered { best = (place, covered) }
      if covered == 0 { break }
    }
    placed.append(best.place)
    return best.place
  }

  /// Upper left corners, the best first: on top of the box, inside it, below it, then further down
  /// and up.
  private static func corners(
    of box: PixelRect, width: Int, height: Int
  ) -> [(left: Int, top: Int)] {
    var tops = [box.top - height, box.top, box.bottom, box.bottom - height]
    for step in 1...6 { tops += [box.top + step * height, box.top - (step + 1) * height] }
    return tops.flatMap { top in
      [(left: box.left, top: top), (left: box.right - width, top: top)]
    }
  }

  /// The label, pushed inside the image where it reaches beyond.
  private func moved(left: Int, top: Int, width: Int, height: Int) -> PixelRect {
    let left = max(bounds.left, min(left, bounds.right - width))
    let top = max(bounds.top, min(top, bounds.bottom - height))
    return PixelRect(left: left, top: top, right: left + width, bottom: top + height)
  }
}
