import CfgParser
import Engine

/// What the classes of a `[region]` should be.
///
/// - Reference: darknet `region_layer.c`, `delta_region_class`.
extension RegionLoss {
  /// From where on a truth's centre stands for an image with a class and without a box.
  private static let boxless: Float = 100_000

  /// The class of an image that has no box; nil for one with boxes.
  func soleClass(_ truth: Span<Float>, _ count: Int) -> Int? {
    for index in 0..<count {
      let box = BoxTruth(index, in: truth)
      if box.x > Self.boxless, box.y > Self.boxless { return box.classID }
    }
    return nil
  }

  /// Teaches the anchor that is surest of a class, in an image of which only that is known.
  ///
  /// In the original no other anchor should find an object then; in AlexeyAB's fork the others stay
  /// as they are.
  func learnClass(
    _ classID: Int, of tree: ClassTree, _ values: Span<Float>, _ delta: inout MutableSpan<Float>
  ) {
    guard (0..<head.classes).contains(classID) else { return }
    var best = (share: Float(0), start: 0)
    for start in stride(from: 0, to: head.valueCount, by: head.entryCount) {
      let objectness = objectness(values, at: start)
      if !isExtended {
        delta[start + head.objectness] = keys.noobjectScale * (0 - objectness)
      }
      let share = objectness * probability(of: classID, in: tree, values, at: start)
      if share > best.share { best = (share, start) }
    }
    learnClass(classID, values, at: best.start, &delta)
    delta[best.start + head.objectness] = 0
  }

  /// Teaches the anchor whose entries begin at `start` its class.
  func learnClass(
    _ classID: Int, _ values: Span<Float>, at start: Int, _ delta: inout MutableSpan<Float>
  ) {
    let first = start + head.firstClass
    let (all, own) = (first..<start + head.entryCount, first + classID)
    switch head.scores {
    case .tree(let tree): learnPath(to: classID, of: tree, values, first, &delta)
    case .softmax:
      // With `background` the objectness has its share of the softmax, and an error of its own.
      let shared = head.background ? first - 1..<all.upperBound : all
      ClassErrors.softmax(shared, all, own, values, scale: keys.classScale, &delta)
      weigh(all, ClassErrors.probability(of: own, in: shared, values), &delta)
    case .logistic, .raw:
      if !isExtended, delta[first] != 0 {
        delta[own] = keys.classScale * (1 - score(values[own]))
        return
      }
      for index in all {
        delta[index] = keys.classScale * ((index == own ? 1 : 0) - score(values[index]))
      }
      weigh(all, score(values[own]), &delta)
    }
  }

  private func score(_ value: Float) -> Float {
    head.scores == .raw ? value : HeadMath.logistic(value)
  }

  private func weigh(_ classes: Range<Int>, _ share: Float, _ delta: inout MutableSpan<Float>) {
    guard keys.focalLoss else { return }
    let weight = ClassErrors.focalWeight(share)
    for index in classes { delta[index] *= weight }
  }

  /// Teaches a class and its ancestors, each among those that share its parent.
  private func learnPath(
    to classID: Int, of tree: ClassTree, _ values: Span<Float>, _ first: Int,
    _ delta: inout MutableSpan<Float>
  ) {
    var node: Int? = classID
    while let current = node {
      let group = tree.span(around: current, from: first)
      ClassErrors.softmax(group, group, first + current, values, scale: keys.classScale, &delta)
      node = tree.parents[current]
    }
  }

  private func probability(
    of classID: Int, in tree: ClassTree, _ values: Span<Float>, at start: Int
  ) -> Float {
    let first = start + head.firstClass
    var product: Float = 1
    var node: Int? = classID
    while let current = node {
      let group = tree.span(around: current, from: first)
      product *= ClassErrors.probability(of: first + current, in: group, values)
      node = tree.parents[current]
    }
    return product
  }
}

extension ClassTree {
  /// The values of the group that a class is in; those of class 0 are at `first`.
  fileprivate func span(around classID: Int, from first: Int) -> Range<Int> {
    var (low, high) = (0, groups.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if groups[middle].upperBound <= classID { low = middle + 1 } else { high = middle }
    }
    return first + groups[low].lowerBound..<first + groups[low].upperBound
  }
}
