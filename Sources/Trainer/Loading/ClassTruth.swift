import CfgParser

/// The truth of a classifier: 1 for the class and 0 for others, or with a tree, 1 for the class and
/// all it is a kind of, and nothing said of groups that it has no part in.
struct ClassTruth: Sendable {
  /// Classes.
  let count: Int
  /// How much of the class's truth goes to the others; not with a tree.
  let smoothing: Float
  /// How classes are kinds of others.
  let tree: ClassTree?

  /// Writes the truth of an image that shows `classIndex`.
  ///
  /// - Reference: darknet `data.c`, `fill_truth`, `fill_hierarchy`; the shares of `label_smooth_eps`
  ///   are ε / (classes − 1) for each other class.
  func write(_ classIndex: Int, into truth: inout MutableSpan<Float>) {
    let isSmooth = smoothing > 0 && tree == nil && count > 1
    let other = isSmooth ? smoothing / Float(count - 1) : 0
    for index in truth.indices { truth[index] = other }
    truth[classIndex] = isSmooth ? 1 - smoothing : 1
    guard let tree else { return }
    var parent = tree.parents[classIndex]
    while let node = parent {
      truth[node] = 1
      parent = tree.parents[node]
    }
    for group in tree.groups where !group.contains(where: { truth[$0] == 1 }) {
      for index in group { truth[index] = CostLoss.mask }
    }
  }
}
