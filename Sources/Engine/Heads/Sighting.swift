/// An object as one pass over a part of a picture sees it.
struct Sighting: Sendable {
  /// Where it lies, in shares of the whole picture.
  let box: BoundingBox
  /// Its classes, ascending.
  let scores: [Candidates.Score]
  /// What the pass sees of the picture.
  let view: Region
  /// Whether it goes on beyond an edge of the pass that is no edge of the picture.
  let isCut: Bool

  /// Moves a box from shares of the view to shares of the picture.
  ///
  /// - Parameters:
  ///   - box: Where the object lies, in shares of the view.
  ///   - scores: Its classes, ascending.
  ///   - view: What the pass sees of the picture.
  init(_ box: BoundingBox, _ scores: [Candidates.Score], in view: Region) {
    let moved = BoundingBox(
      x: view.left + box.x * view.width, y: view.top + box.y * view.height,
      width: box.width * view.width, height: box.height * view.height)
    (self.box, self.scores, self.view, isCut) = (moved, scores, view, view.cuts(moved))
  }

  /// The most probable class.
  var bestClass: Int? { scores.max { $0.confidence < $1.confidence }?.classIndex }

  /// What suppression left of one pass, the classes of a box together.
  static func all(
    of kept: [NonMaximumSuppression.Kept], in area: PixelRect, ofWidth width: Int, height: Int
  ) -> [Sighting] {
    let view = Region(area, ofWidth: width, height: height)
    var sightings: [Sighting] = []
    var rest = kept[...]
    while let first = rest.first {
      let entries = rest.prefix { $0.candidate == first.candidate }
      rest = rest.dropFirst(entries.count)
      let scores = entries.map {
        Candidates.Score(classIndex: $0.classIndex, confidence: $0.confidence)
      }
      sightings.append(Sighting(first.box, scores, in: view))
    }
    return sightings
  }
}

/// A part of a picture, in shares of it.
struct Region: Sendable, Hashable {
  let left, top, right, bottom: Float

  init(left: Float, top: Float, right: Float, bottom: Float) {
    (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
  }

  /// The part of a picture of that size that `area` covers.
  init(_ area: PixelRect, ofWidth width: Int, height: Int) {
    let (w, h) = (Float(width), Float(height))
    self.init(
      left: Float(area.left) / w, top: Float(area.top) / h, right: Float(area.right) / w,
      bottom: Float(area.bottom) / h)
  }

  /// Extent from left to right.
  var width: Float { right - left }
  /// Extent from top to bottom.
  var height: Float { bottom - top }

  /// Whether a box reaches an edge of the region that is no edge of the picture.
  ///
  /// Boxes are exact to some pixels only, so what ends just before the edge counts as well.
  func cuts(_ box: BoundingBox) -> Bool {
    let (x, y) = (Self.margin * width, Self.margin * height)
    return left > 0 && box.left < left + x || right < 1 && box.right > right - x
      || top > 0 && box.top < top + y || bottom < 1 && box.bottom > bottom - y
  }

  /// The part of a box inside the region, or nil.
  func part(of box: BoundingBox) -> BoundingBox? {
    BoundingBox(
      left: max(left, box.left), top: max(top, box.top), right: min(right, box.right),
      bottom: min(bottom, box.bottom))
  }

  /// How near to an edge is at it, as a share of the region.
  private static let margin: Float = 0.02
}

extension BoundingBox {
  /// The box between these edges, or nil where they enclose nothing.
  init?(left: Float, top: Float, right: Float, bottom: Float) {
    guard left < right, top < bottom else { return nil }
    self.init(
      x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top)
  }
}
