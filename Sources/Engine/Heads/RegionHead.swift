/// A `[region]` head: what its numbers mean.
///
/// - Input: H × W × C in memory, C = anchors · (coords + 1 + classes); an anchor's entries are x,
///   y, w, h, further coordinates, objectness, then the classes.
/// - Reference: darknet (pjreddie) `region_layer.c`; Redmon and Farhadi, "YOLO9000",
///   [arXiv:1612.08242](https://arxiv.org/abs/1612.08242). Class trees are not handled here.
struct RegionHead: Sendable, Hashable {
  /// Columns of the grid.
  var width: Int
  /// Rows of the grid.
  var height: Int
  /// Classes.
  var classes: Int
  /// Width and height of each anchor, in grid cells.
  var anchors: [Float]
  /// Entries before the objectness; the first four are the box.
  var coords = 4
  /// Whether the classes of an anchor share a softmax; each goes through σ otherwise.
  var softmax = false
  /// Whether the objectness entry is one more class, "background"; every box then counts as an
  /// object.
  var background = false

  /// Values of one anchor in one cell.
  var entryCount: Int { coords + 1 + classes }
  /// Anchors of a cell.
  var anchorCount: Int { anchors.count / 2 }
  /// Values of all anchors in one cell: the channels of the layer.
  var channelCount: Int { anchorCount * entryCount }
  /// Values in all.
  var valueCount: Int { width * height * channelCount }

  /// Entry of the objectness.
  var objectness: Int { coords }
  /// Entry of the first class.
  var firstClass: Int { coords + 1 }

  /// Turns raw values into what darknet's layer gives, in place.
  ///
  /// - Reference: darknet (pjreddie) `region_layer.c`, `forward_region_layer`; the further
  ///   coordinates as on a GPU.
  /// - Parameter values: `valueCount` values, H × W × C.
  func activate(_ values: inout MutableSpan<Float>) {
    precondition(values.count == valueCount)
    for start in stride(from: 0, to: valueCount, by: entryCount) {
      activateAnchor(&values, at: start)
    }
  }

  /// Does the same for the one anchor whose entries begin at `start`.
  func activateAnchor(_ values: inout MutableSpan<Float>, at start: Int) {
    values[start] = HeadMath.logistic(values[start])
    values[start + 1] = HeadMath.logistic(values[start + 1])
    let endsWithObjectness = background ? 0 : 1
    for entry in start + 4..<start + coords + endsWithObjectness {
      values[entry] = HeadMath.logistic(values[entry])
    }
    let classRange = start + firstClass..<start + entryCount
    if background {
      HeadMath.softmax(&values, in: start + objectness..<start + entryCount)
    } else if softmax {
      HeadMath.softmax(&values, in: classRange)
    } else {
      for entry in classRange { values[entry] = HeadMath.logistic(values[entry]) }
    }
  }
}
