import CfgParser

/// Turns the output of a `[Gaussian_yolo]` head into candidates.
///
/// Boxes are those of a `[yolo]` head; a class's confidence is objectness × probability × (1 − mean
/// of the four uncertainties).
///
/// - Units: anchors in pixels of the network's input; boxes in shares of it, not clipped.
/// - Reference: AlexeyAB `gaussian_yolo_layer.c`, `get_gaussian_yolo_box`,
///   `get_gaussian_yolo_detections`.
struct GaussianYoloDecoder {
  /// The head whose output is read.
  let head: GaussianYoloHead
  /// What the confidence of each class has to exceed, and objectness the least of them.
  let thresholds: ClassThresholds

  init(_ head: GaussianYoloHead, _ thresholds: ClassThresholds) {
    (self.head, self.thresholds) = (head, thresholds)
  }

  /// Adds the head's candidates in darknet's order: cells row by row, anchors within a cell.
  ///
  /// - Parameters:
  ///   - values: `head.valueCount` values, H × W × C.
  ///   - kind: Whether they are raw or the layer's own output.
  ///   - candidates: Where the candidates go.
  func decode(_ values: Span<Float>, _ kind: HeadValues, into candidates: inout Candidates) {
    precondition(values.count == head.valueCount)
    var entries = [Float](repeating: 0, count: head.entryCount)
    for slot in 0..<head.width * head.height * head.anchorCount {
      let start = slot * head.entryCount
      guard hasObject(values[start + GaussianYoloHead.objectness], kind) else { continue }
      for index in entries.indices { entries[index] = values[start + index] }
      if kind == .raw {
        var span = entries.mutableSpan
        head.activateAnchor(&span, at: 0)
      }
      append(entries, slot: slot, to: &candidates)
    }
  }

  private func hasObject(_ value: Float, _ kind: HeadValues) -> Bool {
    (kind == .raw ? HeadMath.logistic(value) : value) > thresholds.least
  }

  private func append(_ entries: [Float], slot: Int, to candidates: inout Candidates) {
    let (cell, anchor) = slot.quotientAndRemainder(dividingBy: head.anchorCount)
    let objectness = entries[GaussianYoloHead.objectness]
    let certainty = 1 - Double(entries[1] + entries[3] + entries[5] + entries[7]) / 4
    candidates.append(
      box(entries, cell: cell, anchor: anchor), classCount: head.classes, above: thresholds
    ) { classIndex in
      let probability = entries[GaussianYoloHead.firstClass + classIndex]
      return Float(Double(objectness * probability) * certainty)
    }
  }

  private func box(_ entries: [Float], cell: Int, anchor: Int) -> BoundingBox {
    let (row, column) = cell.quotientAndRemainder(dividingBy: head.width)
    var box = BoundingBox(
      x: (Float(column) + entries[0]) / Float(head.width),
      y: (Float(row) + entries[2]) / Float(head.height),
      width: HeadMath.scaledExponential(
        entries[4], head.anchors[2 * anchor], over: head.networkWidth),
      height: HeadMath.scaledExponential(
        entries[6], head.anchors[2 * anchor + 1], over: head.networkHeight))
    switch head.point {
    case .center: break
    case .leftTop: (box.x, box.y) = (box.x + box.width / 2, box.y + box.height / 2)
    case .rightBottom: (box.x, box.y) = (box.x - box.width / 2, box.y - box.height / 2)
    }
    return box
  }
}
