import CfgParser

/// A `[Gaussian_yolo]` head: a `[yolo]` head that also says how sure it is of each number of
/// a box.
///
/// - Input: H × W × C in memory, C = anchors · (9 + classes); an anchor's entries are x,
///   σx, y, σy, w, σw, h, σh, objectness, then the classes.
/// - Reference: AlexeyAB `gaussian_yolo_layer.c`; Choi et al., "Gaussian YOLOv3",
///   [arXiv:1904.04620](https://arxiv.org/abs/1904.04620).
struct GaussianYoloHead: BoxHead, Hashable {
  /// Columns of the grid.
  var width: Int
  /// Rows of the grid.
  var height: Int
  /// Classes.
  var classes: Int
  /// Width and height of each anchor the layer's mask selects, in pixels of the network's input.
  var anchors: [Float]
  /// Columns of the network's input.
  var networkWidth: Int
  /// Rows of the network's input.
  var networkHeight: Int
  /// Stretches a cell's reach: x becomes s · x − (s − 1) / 2.
  var scaleXY: Float = 1
  /// What x and y are the place of.
  var point = GaussianYoloLayer.Point.center

  /// Values of one anchor in one cell.
  var entryCount: Int { 9 + classes }
  /// Anchors of a cell.
  var anchorCount: Int { anchors.count / 2 }
  /// Values of all anchors in one cell: the channels of the layer.
  var channelCount: Int { anchorCount * entryCount }
  /// Values in all.
  var valueCount: Int { width * height * channelCount }

  /// Entry of the objectness.
  static let objectness = 8
  /// Entry of the first class.
  static let firstClass = 9

  /// Turns raw values into what darknet's layer gives, in place.
  ///
  /// - Reference: AlexeyAB `gaussian_yolo_layer.c`, `forward_gaussian_yolo_layer`.
  /// - Parameter values: `valueCount` values, H × W × C.
  func activate(_ values: inout MutableSpan<Float>) {
    precondition(values.count == valueCount)
    for start in stride(from: 0, to: valueCount, by: entryCount) {
      activateAnchor(&values, at: start)
    }
  }

  /// Does the same for the one anchor whose entries begin at `start`.
  func activateAnchor(_ values: inout MutableSpan<Float>, at start: Int) {
    // The sizes, entries 4 and 6, stay as they are.
    for entry in 0..<entryCount where entry != 4 && entry != 6 {
      values[start + entry] = HeadMath.logistic(values[start + entry])
    }
    for center in [start, start + 2] {
      values[center] = values[center] * scaleXY + -0.5 * (scaleXY - 1)
    }
  }

  func decode(
    _ values: Span<Float>, _ stage: HeadValues, _ rules: DecodingRules,
    into candidates: inout Candidates
  ) {
    GaussianYoloDecoder(self, rules.thresholds).decode(values, stage, into: &candidates)
  }
}
