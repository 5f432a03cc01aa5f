package import CfgParser

/// A `[region]` head: what its numbers mean.
///
/// - Input: H × W × C in memory, C = anchors · (coords + 1 + classes); an anchor's entries are x,
///   y, w, h, further coordinates, objectness, then the classes.
/// - Reference: darknet (pjreddie) `region_layer.c`; Redmon and Farhadi, "YOLO9000",
///   [arXiv:1612.08242](https://arxiv.org/abs/1612.08242).
package struct RegionHead: BoxHead, Hashable {
  /// How the classes of an anchor become probabilities.
  package enum Scores: Sendable, Hashable {
    /// Each goes through σ.
    case logistic
    /// As they are: AlexeyAB's fork without `softmax`.
    case raw
    /// They share a softmax.
    case softmax
    /// Those of a group of the tree share a softmax, which makes them conditional on the parent.
    case tree(ClassTree)
  }

  /// Columns of the grid.
  package var width: Int
  /// Rows of the grid.
  package var height: Int
  /// Classes.
  package var classes: Int
  /// Width and height of each anchor, in grid cells.
  package var anchors: [Float]
  /// Entries before the objectness; the first four are the box.
  package var coords = 4
  /// How the classes of an anchor become probabilities.
  package var scores = Scores.logistic
  /// Whether every box counts as an object; the objectness entry is then one more class of a
  /// softmax.
  package var background = false
  /// What an objectness has to reach; below it counts as 0.
  package var leastObjectness: Float = 0
  /// Whose order of boxes counts, and choice of a class in a tree.
  package var compatibility = Compatibility.recommended

  /// Values of one anchor in one cell.
  package var entryCount: Int { coords + 1 + classes }
  /// Anchors of a cell.
  package var anchorCount: Int { anchors.count / 2 }
  /// Values of all anchors in one cell: the channels of the layer.
  package var channelCount: Int { anchorCount * entryCount }
  /// Values in all.
  package var valueCount: Int { width * height * channelCount }

  /// Entry of the objectness.
  package var objectness: Int { coords }
  /// Entry of the first class.
  package var firstClass: Int { coords + 1 }

  /// Turns raw values into what darknet's layer gives, in place.
  ///
  /// - Reference: darknet (pjreddie) `region_layer.c`, `forward_region_layer`; the further
  ///   coordinates, and trees, as on a GPU.
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
    activateClasses(&values, at: start)
  }

  private func activateClasses(_ values: inout MutableSpan<Float>, at start: Int) {
    let first = start + firstClass
    switch scores {
    case .logistic:
      for entry in first..<start + entryCount { values[entry] = HeadMath.logistic(values[entry]) }
    case .raw: break
    case .softmax:
      HeadMath.softmax(&values, in: (background ? first - 1 : first)..<start + entryCount)
    case .tree(let tree): tree.applySoftmax(to: &values, at: first)
    }
  }

  func decode(
    _ values: Span<Float>, _ stage: HeadValues, _ rules: DecodingRules,
    into candidates: inout Candidates
  ) {
    RegionDecoder(self, rules).decode(values, stage, into: &candidates)
  }
}
