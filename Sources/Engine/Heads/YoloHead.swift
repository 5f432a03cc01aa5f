/// A `[yolo]` head: what its numbers mean.
///
/// - Input: H × W × C in memory, C = anchors · (5 + classes); an anchor's entries are x, y, w, h,
///   objectness, then the classes.
/// - Reference: darknet `yolo_layer.c`; Redmon and Farhadi, "YOLOv3",
///   [arXiv:1804.02767](https://arxiv.org/abs/1804.02767); `scale_x_y` and `new_coords` as in
///   AlexeyAB's fork.
package struct YoloHead: BoxHead, Hashable {
  /// Columns of the grid.
  package var width: Int
  /// Rows of the grid.
  package var height: Int
  /// Classes.
  package var classes: Int
  /// Width and height of each anchor the layer's mask selects, in pixels of the network's input.
  package var anchors: [Float]
  /// Columns of the network's input.
  package var networkWidth: Int
  /// Rows of the network's input.
  package var networkHeight: Int
  /// Stretches a cell's reach: x becomes s · x − (s − 1) / 2.
  package var scaleXY: Float = 1
  /// Whether the layer before has applied σ, and sizes are squares, not exponentials.
  package var newCoords = false

  /// Values of one anchor in one cell.
  package var entryCount: Int { 5 + classes }
  /// Anchors of a cell.
  package var anchorCount: Int { anchors.count / 2 }
  /// Values of all anchors in one cell: the channels of the layer.
  package var channelCount: Int { anchorCount * entryCount }
  /// Values in all.
  package var valueCount: Int { width * height * channelCount }

  /// Entry of the objectness.
  package static let objectness = 4
  /// Entry of the first class.
  package static let firstClass = 5

  /// The centre's entry as darknet's layer gives it, from a raw value.
  package func activatedCenter(_ raw: Float) -> Float {
    let value = newCoords ? raw : HeadMath.logistic(raw)
    return value * scaleXY + -0.5 * (scaleXY - 1)
  }

  /// Objectness or a class as darknet's layer gives it, from a raw value.
  package func activatedScore(_ raw: Float) -> Float { newCoords ? raw : HeadMath.logistic(raw) }

  /// Turns raw values into what darknet's layer gives, in place.
  ///
  /// - Reference: darknet `yolo_layer.c`, `forward_yolo_layer`.
  /// - Parameter values: `valueCount` values, H × W × C.
  func activate(_ values: inout MutableSpan<Float>) {
    precondition(values.count == valueCount)
    for start in stride(from: 0, to: valueCount, by: entryCount) {
      values[start] = activatedCenter(values[start])
      values[start + 1] = activatedCenter(values[start + 1])
      guard !newCoords else { continue }
      for entry in start + Self.objectness..<start + entryCount {
        values[entry] = HeadMath.logistic(values[entry])
      }
    }
  }

  func decode(
    _ values: Span<Float>, _ stage: HeadValues, _ rules: DecodingRules,
    into candidates: inout Candidates
  ) {
    YoloDecoder(self, rules.thresholds).decode(values, stage, into: &candidates)
  }
}
