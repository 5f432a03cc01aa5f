import CfgParser

/// What darknet does with the values of a tree's nodes; `start` is where they begin.
///
/// - Reference: darknet `tree.c`.
extension ClassTree {
  /// Turns raw values into conditional probabilities: one softmax a group.
  func applySoftmax(to values: inout MutableSpan<Float>, at start: Int) {
    for group in groups {
      HeadMath.softmax(&values, in: start + group.lowerBound..<start + group.upperBound)
    }
  }

  /// Turns conditional probabilities into absolute ones: each times that of its parent.
  ///
  /// - Reference: darknet `tree.c`, `hierarchy_predictions`.
  func multiplyDown(_ values: inout MutableSpan<Float>, at start: Int) {
    for (index, parent) in parents.enumerated() {
      if let parent { values[start + index] *= values[start + parent] }
    }
  }

  /// Sets all nodes to 0 but the leaves.
  func keepLeaves(_ values: inout MutableSpan<Float>, at start: Int) {
    for index in 0..<count where !isLeaf(index) { values[start + index] = 0 }
  }

  /// The deepest class on the most probable path whose probability is above `threshold`.
  ///
  /// In every group the most probable class is looked at. The values are absolute, and they are
  /// multiplied along the path once more, as darknet does, which makes it stop early: of 0.9 and
  /// 0.54 below it, 0.9 · 0.54 is compared. A root is named however improbable it is.
  ///
  /// - Reference: darknet `tree.c`, `hierarchy_top_prediction`.
  func topClass(of values: Span<Float>, at start: Int, above threshold: Float) -> Int {
    var (group, parent, product) = (0, Int?.none, Float(1))
    while true {
      let (best, value) = largest(in: groups[group], of: values, at: start)
      guard product * value > threshold else { return parent ?? best }
      guard let next = children[best] else { return best }
      (group, parent) = (next, best)
      product *= value
    }
  }

  /// The first of the largest values above 0; node 0 where there is none.
  private func largest(
    in group: Range<Int>, of values: Span<Float>, at start: Int
  ) -> (index: Int, value: Float) {
    var best = (index: 0, value: Float(0))
    for index in group where values[start + index] > best.value {
      best = (index, values[start + index])
    }
    return best
  }
}
