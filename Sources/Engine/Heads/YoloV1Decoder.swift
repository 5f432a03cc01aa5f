/// Turns the output of a `[detection]` head into candidates.
///
/// In cell (i, j) of S × S the centre is ((i + x) / S, (j + y) / S) and the size (w, h), or
/// (w², h²) where the network gives square roots.
///
/// - Units: boxes in shares of the network's input, not clipped.
/// - Reference: darknet `detection_layer.c`, `get_detection_detections`.
struct YoloV1Decoder {
  /// The head whose output is read.
  let head: YoloV1Head
  /// What the confidence of each class has to exceed.
  let thresholds: ClassThresholds

  init(_ head: YoloV1Head, _ thresholds: ClassThresholds) {
    (self.head, self.thresholds) = (head, thresholds)
  }

  /// Adds the head's candidates in the order darknet's suppression sees them.
  ///
  /// Darknet hands on all boxes, cell by cell; suppression drops those whose confidence is 0. No
  /// value is bounded, so every class of the others is looked at.
  ///
  /// - Parameters:
  ///   - values: `head.valueCount` values, as the head's `activate` leaves them.
  ///   - candidates: Where the candidates go.
  func decode(_ values: Span<Float>, into candidates: inout Candidates) {
    precondition(values.count == head.valueCount)
    let confidences = head.cellCount * head.classes
    let isLive = (0..<head.cellCount * head.boxes).map { values[confidences + $0] != 0 }
    for slot in LiveOrder.slots(isLive) {
      let cell = slot / head.boxes
      let confidence = values[confidences + slot]
      candidates.append(
        box(values, slot: slot, cell: cell), classCount: head.classes, above: thresholds
      ) { confidence * values[cell * head.classes + $0] }
    }
  }

  private func box(_ values: Span<Float>, slot: Int, cell: Int) -> BoundingBox {
    let start = head.cellCount * (head.classes + head.boxes) + slot * 4
    let (row, column) = cell.quotientAndRemainder(dividingBy: head.side)
    let (width, height) = (values[start + 2], values[start + 3])
    return BoundingBox(
      x: (values[start] + Float(column)) / Float(head.side),
      y: (values[start + 1] + Float(row)) / Float(head.side),
      width: head.squareRoots ? width * width : width,
      height: head.squareRoots ? height * height : height)
  }
}
