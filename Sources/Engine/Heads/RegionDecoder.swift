import CfgParser

/// Turns the output of a `[region]` head into candidates.
///
/// Each cell of the grid predicts one box per anchor. With entry values x, y, w, h after the head's
/// own activation, cell (i, j) and anchor (aw, ah), the centre is ((i + x) / W, (j + y) / H) and
/// the size (aw · e^w / W, ah · e^h / H).
///
/// - Units: anchors in grid cells; boxes in shares of the network's input, not clipped.
/// - Reference: darknet (pjreddie) `region_layer.c`, `get_region_box`, `get_region_detections`;
///   AlexeyAB `region_layer.c`, `get_region_boxes`.
struct RegionDecoder {
  /// The head whose output is read.
  let head: RegionHead
  /// What counts as a box.
  let rules: DecodingRules

  init(_ head: RegionHead, _ rules: DecodingRules) {
    (self.head, self.rules) = (head, rules)
  }

  /// One anchor of one cell.
  private struct Place {
    let anchor: Int
    let cell: Int
  }

  /// Adds the head's candidates in the order darknet's suppression sees them.
  ///
  /// - Parameters:
  ///   - values: `head.valueCount` values, H × W × C.
  ///   - kind: Whether they are raw or the layer's own output.
  ///   - candidates: Where the candidates go.
  func decode(_ values: Span<Float>, _ kind: HeadValues, into candidates: inout Candidates) {
    precondition(values.count == head.valueCount)
    var entries = [Float](repeating: 0, count: head.entryCount)
    for place in livePlaces(values, kind) {
      let start = start(of: place)
      for index in entries.indices { entries[index] = values[start + index] }
      var span = entries.mutableSpan
      if kind == .raw { head.activateAnchor(&span, at: 0) }
      append(&span, at: place, to: &candidates)
    }
  }

  private func append(
    _ entries: inout MutableSpan<Float>, at place: Place, to candidates: inout Candidates
  ) {
    let scale = scale(entries[head.objectness])
    let box = box(entries.span, at: place)
    if case .tree(let tree) = head.scores {
      TreeScores(tree, head, rules).append(box, scale: scale, &entries, to: &candidates)
      return
    }
    let entries = entries.span
    candidates.append(box, classCount: head.classes, above: rules.thresholds) {
      scale * entries[head.firstClass + $0]
    }
  }

  /// What the probabilities of the classes are multiplied by.
  private func scale(_ objectness: Float) -> Float {
    if head.background { return 1 }
    return objectness < head.leastObjectness ? 0 : objectness
  }

  /// The places with an object, in the order suppression sees them.
  ///
  /// The original hands on a box for every place, anchor by anchor, and has suppression drop the
  /// empty ones. AlexeyAB's fork goes cell by cell, and empty boxes stay where they are.
  private func livePlaces(_ values: Span<Float>, _ kind: HeadValues) -> [Place] {
    let cells = 0..<head.width * head.height
    let anchors = 0..<head.anchorCount
    if head.compatibility == .alexeyab {
      let places = cells.flatMap { cell in anchors.map { Place(anchor: $0, cell: cell) } }
      return places.filter { hasObject($0, values, kind) }
    }
    let places = anchors.flatMap { anchor in cells.map { Place(anchor: anchor, cell: $0) } }
    return LiveOrder.slots(places.map { hasObject($0, values, kind) }).map { places[$0] }
  }

  /// Whether a class may pass the threshold: with scores up to 1 the objectness has to, too.
  private func hasObject(_ place: Place, _ values: Span<Float>, _ kind: HeadValues) -> Bool {
    if head.background || head.scores == .raw { return true }
    let value = values[start(of: place) + head.objectness]
    return scale(kind == .raw ? HeadMath.logistic(value) : value) > rules.thresholds.least
  }

  private func start(of place: Place) -> Int {
    place.cell * head.channelCount + place.anchor * head.entryCount
  }

  private func box(_ entries: Span<Float>, at place: Place) -> BoundingBox {
    let (row, column) = place.cell.quotientAndRemainder(dividingBy: head.width)
    let anchor = 2 * place.anchor
    return BoundingBox(
      x: (Float(column) + entries[0]) / Float(head.width),
      y: (Float(row) + entries[1]) / Float(head.height),
      width: HeadMath.scaledExponential(entries[2], head.anchors[anchor], over: head.width),
      height: HeadMath.scaledExponential(entries[3], head.anchors[anchor + 1], over: head.height))
  }
}
