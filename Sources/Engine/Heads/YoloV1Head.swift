/// A `[detection]` head, of the first YOLO: what its numbers mean.
///
/// - Input: a vector of S² · (classes + 5 · boxes) values, S = `side`: the classes of every cell,
///   then the confidences of its boxes, then x, y, w, h of each box. Cells go row by row.
/// - Reference: darknet `detection_layer.c`; Redmon et al., "You Only Look Once",
///   [arXiv:1506.02640](https://arxiv.org/abs/1506.02640).
package struct YoloV1Head: BoxHead, Hashable {
  /// Cells along each side of the grid.
  package var side: Int
  /// Classes.
  package var classes: Int
  /// Boxes of a cell: the `num` of cfg files.
  package var boxes: Int
  /// Whether the classes of a cell share a softmax.
  package var softmax = false
  /// Whether the network gives square roots of sizes: the `sqrt` of cfg files.
  package var squareRoots = false

  /// Cells of the grid.
  package var cellCount: Int { side * side }
  /// Values in all.
  package var valueCount: Int { cellCount * (5 * boxes + classes) }

  /// Turns raw values into what darknet's layer gives, in place.
  ///
  /// - Reference: darknet `detection_layer.c`, `forward_detection_layer`.
  /// - Parameter values: `valueCount` values.
  func activate(_ values: inout MutableSpan<Float>) {
    precondition(values.count == valueCount)
    guard softmax else { return }
    for cell in 0..<cellCount {
      HeadMath.softmax(&values, in: cell * classes..<(cell + 1) * classes)
    }
  }

  func decode(
    _ values: Span<Float>, _ stage: HeadValues, _ rules: DecodingRules,
    into candidates: inout Candidates
  ) {
    let decoder = YoloV1Decoder(self, rules.thresholds)
    guard stage == .raw, softmax else { return decoder.decode(values, into: &candidates) }
    var activated = values.indices.map { values[$0] }
    var span = activated.mutableSpan
    activate(&span)
    decoder.decode(activated.span, into: &candidates)
  }
}
