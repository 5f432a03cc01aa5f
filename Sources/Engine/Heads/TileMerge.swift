/// Makes one list of what overlapping passes over a picture saw, every object in it once.
///
/// Suppression alone does not do. What is cut by a tile's edge overlaps the whole object by any
/// amount, two parts of an object hardly overlap at all, and a part may be taken for what it is not.
/// So boxes of different passes are compared by what both could see of them:
///
/// 1. A cut box is dropped where another pass, in which nothing cuts it, sees an object, of whatever
///    class, that overlaps it inside the pass that cuts: who sees the whole is right.
/// 2. Cut boxes of one class that agree in what both passes see are parts of one object; the box
///    around them takes their place.
/// 3. Of boxes of different passes that overlap by two thirds of what suppression takes, of whatever
///    class, the most confident stays. Each pass has told its own objects apart, so two passes mean
///    one object where they overlap less, for boxes differ with the size at which the network sees
///    them; and what is small in one pass may be taken for another class there.
struct TileMerge {
  private let suppression: NonMaximumSuppression

  /// Takes two boxes of one pass for one object where `suppression` would.
  init(_ suppression: NonMaximumSuppression) { self.suppression = suppression }

  /// The objects, in the order in which suppression leaves them.
  func merged(_ sightings: [Sighting]) -> [NonMaximumSuppression.Kept] {
    let whole = sightings.filter { !$0.isCut }
    let cut = sightings.filter { part in
      part.isCut && !whole.contains { $0.view != part.view && showSame(part, $0) }
    }
    var candidates = Candidates()
    for object in distinct(whole.map { [$0] } + groups(of: cut)) {
      candidates.append(object.box, object.scores)
    }
    var order = suppression
    order.threshold = .infinity
    return order.kept(of: candidates)
  }

  /// An object, and the passes that saw it or its parts.
  private struct Object {
    let box: BoundingBox
    let scores: [Candidates.Score]
    let views: Set<Region>

    init(_ parts: [Sighting]) {
      box = parts.dropFirst().reduce(parts[0].box) { box, part in box.joined(with: part.box) }
      scores = TileMerge.highest(of: parts)
      views = Set(parts.map(\.view))
    }

    var confidence: Float { scores.map(\.confidence).max() ?? 0 }
  }

  /// The most confident of objects that several passes saw.
  private func distinct(_ objects: [[Sighting]]) -> [Object] {
    var between = suppression
    between.threshold *= 2.0 / 3
    var kept: [Object] = []
    for object in objects.map(Object.init).sorted(by: { $0.confidence > $1.confidence }) {
      let isKnown = kept.contains {
        $0.views != object.views && between.overlaps($0.box, object.box)
      }
      if !isKnown { kept.append(object) }
    }
    return kept
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
