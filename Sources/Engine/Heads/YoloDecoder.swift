/// Turns the output of a `[yolo]` head into candidates.
///
/// Each cell of the grid predicts one box per anchor. With entry values x, y, w, h after the head's
/// own activation, cell (i, j) and anchor (aw, ah), the centre is ((i + x) / W, (j + y) / H) and
/// the size (aw · e^w / network width, ah · e^h / network height), or with `new_coords` (aw · 4w²,
/// ah · 4h²) likewise.
///
/// - Units: anchors in pixels of the network's input; boxes in shares of it, not clipped.
/// - Reference: darknet `yolo_layer.c`, `get_yolo_box`, `get_yolo_detections`.
struct YoloDecoder {
  /// The head whose output is read.
  let head: YoloHead
  /// What the confidence of each class has to exceed, and objectness the least of them.
  let thresholds: ClassThresholds

  init(_ head: YoloHead, _ thresholds: ClassThresholds) {
    (self.head, self.thresholds) = (head, thresholds)
  }

  /// Adds the head's candidates in darknet's order: cells row by row, anchors within a cell.
  ///
  /// Reading raw values costs less than activating all of them first, and gives the same bits: only
  /// the objectness of every anchor is worked out, and the rest where that is above the threshold.
  ///
  /// - Parameters:
  ///   - values: `head.valueCount` values, H × W × C.
  ///   - kind: Whether they are raw or the layer's own output.
  ///   - candidates: Where the candidates go.
  func decode(_ values: Span<Float>, _ kind: HeadValues, into candidates: inout Candidates) {
    precondition(values.count == head.valueCount)
    var start = 0
    for row in 0..<head.height {
      for column in 0..<head.width {
        for anchor in 0..<head.anchorCount {
          let objectness = score(values[start + YoloHead.objectness], kind)
          if objectness > thresholds.least {
            let found = box(values, at: start, kind, column: column, row: row, anchor: anchor)
            candidates.append(found, classCount: head.classes, above: thresholds) {
              objectness * score(values[start + YoloHead.firstClass + $0], kind)
            }
          }
          start += head.entryCount
        }
      }
    }
  }

  private func score(_ value: Float, _ kind: HeadValues) -> Float {
    kind == .raw ? head.activatedScore(value) : value
  }

  private func center(_ value: Float, _ kind: HeadValues) -> Float {
    kind == .raw ? head.activatedCenter(value) : value
  }

  private func box(
    _ values: Span<Float>, at start: Int, _ kind: HeadValues, column: Int, row: Int, anchor: Int
  ) -> BoundingBox {
    BoundingBox(
      x: (Float(column) + center(values[start], kind)) / Float(head.width),
      y: (Float(row) + center(values[start + 1], kind)) / Float(head.height),
      width: extent(values[start + 2], head.anchors[2 * anchor], of: head.networkWidth),
      height: extent(values[start + 3], head.anchors[2 * anchor + 1], of: head.networkHeight))
  }

  private func extent(_ value: Float, _ anchor: Float, of network: Int) -> Float {
    head.newCoords
      ? value * value * 4 * anchor / Float(network)
      : HeadMath.scaledExponential(value, anchor, over: network)
  }
}
