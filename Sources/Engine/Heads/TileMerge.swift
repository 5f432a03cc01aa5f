/// Makes one list of what overlapping passes over a picture saw, every object in it once.
///
/// Suppression alone does not do, for what is cut by a tile's edge: the part in one tile overlaps
/// the whole in another by any amount, the two parts of an object in neighbouring tiles hardly at
/// all, and a part may be sure to be something it is not. So boxes are compared by what both passes
/// could see of them, and the pass that sees the object whole is right:
///
/// 1. A cut box is dropped where another pass, in which nothing cuts it, sees an object, of whatever
///    class, whose part inside the first pass overlaps it as two boxes of one object do.
/// 2. Cut boxes of one class that agree in what both passes see are parts of one object; the box
///    around them takes their place.
/// 3. What remains is suppressed class by class as in a single picture.
struct TileMerge {
  private let suppression: NonMaximumSuppression

  /// Takes two boxes for one object where `suppression` would.
  init(_ suppression: NonMaximumSuppression) { self.suppression = suppression }

  /// The objects, in the order in which suppression leaves them.
  func merged(_ sightings: [Sighting]) -> [NonMaximumSuppression.Kept] {
    let whole = sightings.filter { !$0.isCut }
    let cut = sightings.filter { part in
      part.isCut && !whole.contains { $0.view != part.view && showSame(part, $0) }
    }
    var candidates = Candidates()
    for sighting in whole { candidates.append(sighting.box, sighting.scores) }
    for parts in groups(of: cut) {
      candidates.append(Self.around(parts), Self.highest(of: parts))
    }
    return suppression.kept(of: candidates)
  }

  /// Whether two boxes agree in what both passes could see of them.
  private func showSame(_ one: Sighting, _ other: Sighting) -> Bool {
    let views = [one, other].filter(\.isCut).map(\.view)
    func seen(_ box: BoundingBox) -> BoundingBox? {
      views.reduce(box) { part, view in part.flatMap(view.part) }
    }
    guard let first = seen(one.box), let second = seen(other.box) else { return false }
    return suppression.overlaps(first, second)
  }

  /// The cut boxes, parts of one object together.
  private func groups(of parts: [Sighting]) -> [[Sighting]] {
    var groups: [[Sighting]] = []
    for part in parts {
      let belongs = groups.indices.filter { groups[$0].contains { arePartsOfOne(part, $0) } }
      let joined = belongs.flatMap { groups[$0] } + [part]
      for index in belongs.reversed() { groups.remove(at: index) }
      groups.append(joined)
    }
    return groups
  }

  private func arePartsOfOne(_ one: Sighting, _ other: Sighting) -> Bool {
    one.view != other.view && one.bestClass == other.bestClass && showSame(one, other)
  }

  private static func around(_ parts: [Sighting]) -> BoundingBox {
    parts.dropFirst().reduce(parts[0].box) { box, part in box.joined(with: part.box) }
  }

  /// For each class its highest score, classes ascending.
  private static func highest(of parts: [Sighting]) -> [Candidates.Score] {
    Dictionary(grouping: parts.flatMap(\.scores), by: \.classIndex)
      .compactMap { $0.value.max { $0.confidence < $1.confidence } }
      .sorted { $0.classIndex < $1.classIndex }
  }
}

extension BoundingBox {
  /// The smallest box around both.
  fileprivate func joined(with other: BoundingBox) -> BoundingBox {
    BoundingBox(
      left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
      bottom: max(bottom, other.bottom)) ?? self
  }
}
