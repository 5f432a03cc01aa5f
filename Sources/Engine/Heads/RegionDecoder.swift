/// Turns the output of a `[region]` head into candidates.
///
/// Each cell of the grid predicts one box per anchor. With entry values x, y, w, h after the head's
/// own activation, cell (i, j) and anchor (aw, ah), the centre is ((i + x) / W, (j + y) / H) and
/// the size (aw · e^w / W, ah · e^h / H).
///
/// - Units: anchors in grid cells; boxes in shares of the network's input, not clipped.
/// - Reference: darknet (pjreddie) `region_layer.c`, `get_region_box`, `get_region_detections`.
struct RegionDecoder {
  /// The head whose output is read.
  let head: RegionHead
  /// What objectness and confidence have to exceed.
  let threshold: Float

  init(_ head: RegionHead, threshold: Float) {
    (self.head, self.threshold) = (head, threshold)
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
    for slot in liveSlots(values, kind) {
      let (anchor, cell) = slot.quotientAndRemainder(dividingBy: head.width * head.height)
      let start = start(anchor: anchor, cell: cell)
      for index in entries.indices { entries[index] = values[start + index] }
      if kind == .raw {
        var span = entries.mutableSpan
        head.activateAnchor(&span, at: 0)
      }
      append(entries, anchor: anchor, cell: cell, to: &candidates)
    }
  }

  private func append(
    _ entries: [Float], anchor: Int, cell: Int, to candidates: inout Candidates
  ) {
    let scale = head.background ? 1 : entries[head.objectness]
    candidates.append(
      box(entries, anchor: anchor, cell: cell), objectness: scale, classCount: head.classes,
      above: threshold
    ) { scale * entries[head.firstClass + $0] }
  }

  /// The slots (anchor · cells + cell) with an object, in the order suppression sees them.
  ///
  /// Darknet hands on a box for every slot and lets suppression drop the empty ones, which moves a
  /// box from the end of the list into each gap. The order decides which of two equal boxes stays.
  private func liveSlots(_ values: Span<Float>, _ kind: HeadValues) -> [Int] {
    let cells = head.width * head.height
    var slots: [Int] = []
    var isLive: [Bool] = []
    isLive.reserveCapacity(cells * head.anchorCount)
    for anchor in 0..<head.anchorCount {
      for cell in 0..<cells {
        isLive.append(hasObject(values[start(anchor: anchor, cell: cell) + head.objectness], kind))
      }
    }
    var (next, end) = (0, isLive.count)
    var slot = 0
    while next < end {
      if isLive[slot] {
        slots.append(slot)
        next += 1
        slot = next
      } else {
        end -= 1
        slot = end
      }
    }
    return slots
  }

  private func hasObject(_ value: Float, _ kind: HeadValues) -> Bool {
    if head.background { return true }
    return (kind == .raw ? HeadMath.logistic(value) : value) > threshold
  }

  private func start(anchor: Int, cell: Int) -> Int {
    cell * head.channelCount + anchor * head.entryCount
  }

  private func box(_ entries: [Float], anchor: Int, cell: Int) -> BoundingBox {
    let (row, column) = cell.quotientAndRemainder(dividingBy: head.width)
    return BoundingBox(
      x: (Float(column) + entries[0]) / Float(head.width),
      y: (Float(row) + entries[1]) / Float(head.height),
      width: HeadMath.scaledExponential(entries[2], head.anchors[2 * anchor], over: head.width),
      height: HeadMath.scaledExponential(
        entries[3], head.anchors[2 * anchor + 1], over: head.height))
  }
}
