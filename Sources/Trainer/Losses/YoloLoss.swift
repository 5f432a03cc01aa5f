import CfgParser
import Engine

/// The loss of `[yolo]`, YOLOv3's and later ones'.
///
/// A cell predicts a box for every anchor of the head. The objectness of each should be 0, unless
/// the box has enough in common with an object; for each object, the anchor of the network that is
/// most like it, if it is this head's, should have its box, its class and an objectness of 1, in
/// the cell of the object's centre. Errors are differences of what the head gives; those of a box
/// may be the derivative of its overlap with the object.
///
/// Deltas are the errors, for those of the place in the cell without σ′, as if they came from a
/// cross-entropy. The loss is the sum of their squares; with an overlap, and unless `show_details`
/// is 0, the mean of what boxes lack of it and the squares of the others.
///
/// - Reference: darknet `yolo_layer.c`, `forward_yolo_layer`; AlexeyAB's `process_batch`; Redmon
///   and Farhadi, "YOLOv3", [arXiv:1804.02767](https://arxiv.org/abs/1804.02767).
struct YoloLoss: Loss {
  /// What the layer's numbers mean.
  let head: YoloHead
  /// Which anchors of the network the head has.
  let mask: [Int]
  /// All anchors of the network, in pixels.
  let anchors: [Float]
  /// What counts as wrong.
  let keys: YoloTraining
  /// Whose rules count.
  let rules: YoloRules
  /// What the errors of an object of each class are multiplied by; 1 for none.
  let classWeights: [Float]

  var truthCount: Int { BoxTruth.valueCount * keys.max }

  func evaluate(
    _ values: Span<Float>, truth: Span<Float>, seen: Int, into delta: inout MutableSpan<Float>
  ) -> LossSums {
    precondition(values.count == head.valueCount && delta.count == head.valueCount)
    for index in delta.indices { delta[index] = 0 }
    let count = min(keys.max, BoxTruth.count(in: truth))
    for start in stride(from: 0, to: head.valueCount, by: head.entryCount) {
      learnBackground(values, start, truth, count, &delta)
    }
    var sums = LossSums()
    for index in 0..<count { learn(BoxTruth(index, in: truth), values, &delta, &sums) }
    return finish(&delta, &sums)
  }

  /// The place of an anchor's entries in the grid: those that begin at `start`.
  private func place(of start: Int) -> (cell: GridCell, anchor: Int) {
    let (cell, entry) = start.quotientAndRemainder(dividingBy: head.channelCount)
    let (row, column) = cell.quotientAndRemainder(dividingBy: head.width)
    return (GridCell(column: column, row: row), entry / head.entryCount)
  }

  /// The box of an anchor whose entries begin at `start`.
  func box(_ values: Span<Float>, at start: Int) -> BoundingBox {
    let (cell, anchor) = place(of: start)
    return BoundingBox(
      x: (Float(cell.column) + head.activatedCenter(values[start])) / Float(head.width),
      y: (Float(cell.row) + head.activatedCenter(values[start + 1])) / Float(head.height),
      width: extent(values[start + 2], head.anchors[2 * anchor], head.networkWidth),
      height: extent(values[start + 3], head.anchors[2 * anchor + 1], head.networkHeight))
  }

  private func extent(_ value: Float, _ anchor: Float, _ network: Int) -> Float {
    head.newCoords
      ? value * value * 4 * anchor / Float(network)
      : HeadMath.scaledExponential(value, anchor, over: network)
  }

  private func learnBackground(
    _ values: Span<Float>, _ start: Int, _ truth: Span<Float>, _ count: Int,
    _ delta: inout MutableSpan<Float>
  ) {
    let objectness = head.activatedScore(values[start + YoloHead.objectness])
    let best = BoxTruth.best(for: box(values, at: start), among: count, in: truth)
    var error = keys.objectness(0, objectness, rules)
    if best.iou > keys.ignoreThresh, !rules.asksForClass || hasClass(values, start) {
      let smooth = keys.objectness(best.iou, objectness, rules)
      error = rules.isExtended && keys.objectnessSmooth ? max(error, smooth) : 0
    }
    delta[start + YoloHead.objectness] = error
    guard best.iou > keys.truthThresh else { return }
    learnFound(BoxTruth(best.index, in: truth), best.iou, values, start, &delta)
  }

  /// Whether a class is not improbable: else a box is told that it is none whatever its overlap.
  private func hasClass(_ values: Span<Float>, _ start: Int) -> Bool {
    for index in start + YoloHead.firstClass..<start + head.entryCount
    where head.activatedScore(values[index]) > YoloRules.probableClass { return true }
    return false
  }

  /// Takes a box that agrees with an object as right.
  private func learnFound(
    _ truth: BoxTruth, _ iou: Float, _ values: Span<Float>, _ start: Int,
    _ delta: inout MutableSpan<Float>
  ) {
    guard (0..<head.classes).contains(truth.classID),
      GridCell(of: truth, width: head.width, height: head.height) != nil
    else { return }
    let objectness = head.activatedScore(values[start + YoloHead.objectness])
    let isSmooth = rules.isExtended && keys.objectnessSmooth
    delta[start + YoloHead.objectness] =
      keys.objectness(isSmooth ? iou * iou : 1, objectness, rules)
    learnClass(truth.classID, values, start, isFocal: false, &delta)
    if isSmooth {
      let own = start + YoloHead.firstClass + truth.classID
      delta[own] = classWeights[truth.classID] * (iou * iou - head.activatedScore(values[own]))
    }
    let (cell, anchor) = place(of: start)
    _ = learnBox(truth, cell, head.size(of: anchor), values, start, &delta)
  }

  private func learn(
    _ truth: BoxTruth, _ values: Span<Float>, _ delta: inout MutableSpan<Float>,
    _ sums: inout LossSums
  ) {
    guard (0..<head.classes).contains(truth.classID),
      let cell = GridCell(of: truth, width: head.width, height: head.height)
    else { return }
    let best = likestAnchor(
      width: truth.width, height: truth.height, count: anchors.count / 2
    ) {
      (
        anchors[2 * $0] / Float(head.networkWidth), anchors[2 * $0 + 1] / Float(head.networkHeight)
      )
    }
    for (position, anchor) in mask.enumerated() where anchor == best {
      learn(truth, cell, position, values, &delta, &sums)
    }
    guard rules.isExtended, keys.iouThresh < 1 else { return }
    for (position, anchor) in mask.enumerated()
    where anchor != best && isLike(truth, position) {
      learn(truth, cell, position, values, &delta, &sums)
    }
  }

  /// Whether an anchor besides the likest is like enough to an object.
  private func isLike(_ truth: BoxTruth, _ position: Int) -> Bool {
    let anchor = BoundingBox(
      x: 0, y: 0, width: head.anchors[2 * position] / Float(head.networkWidth),
      height: head.anchors[2 * position + 1] / Float(head.networkHeight))
    let size = BoundingBox(x: 0, y: 0, width: truth.width, height: truth.height)
    return anchor.overlap(with: size, by: keys.iouThreshKind) > keys.iouThresh
  }

  /// Teaches one anchor an object.
  private func learn(
    _ truth: BoxTruth, _ cell: GridCell, _ anchor: Int, _ values: Span<Float>,
    _ delta: inout MutableSpan<Float>, _ sums: inout LossSums
  ) {
    let start =
      (cell.row * head.width + cell.column) * head.channelCount + anchor * head.entryCount
    let lacking = learnBox(truth, cell, head.size(of: anchor), values, start, &delta)
    let index = start + YoloHead.objectness
    let objectness = head.activatedScore(values[index])
    if !rules.isExtended || !keys.objectnessSmooth || delta[index] == 0 {
      delta[index] =
        classWeights[truth.classID] * keys.objectness(1, objectness, rules)
    }
    learnClass(truth.classID, values, start, isFocal: keys.focalLoss, &delta)
    guard rules.countsOverlap(keys) else { return }
    sums.overlapSum += Double(keys.iouNormalizer) * lacking
    sums.overlapCount += 1
  }

  /// Evens out boxes that have to be several objects, and sums up the squares.
  private func finish(_ delta: inout MutableSpan<Float>, _ sums: inout LossSums) -> LossSums {
    if rules.isExtended, keys.iouThresh < 1 { averageBoxes(&delta) }
    if rules.countsOverlap(keys) {
      for start in stride(from: 0, to: head.valueCount, by: head.entryCount) {
        for index in start + YoloHead.objectness..<start + head.entryCount {
          sums.sum += Double(keys.objNormalizer) * Double(delta[index]) * Double(delta[index])
        }
      }
    } else {
      sums += LossSums(squaresOf: delta.span)
    }
    if rules.scalesDelta { for index in delta.indices { delta[index] *= keys.deltaNormalizer } }
    return sums
  }

  private func averageBoxes(_ delta: inout MutableSpan<Float>) {
    for start in stride(from: 0, to: head.valueCount, by: head.entryCount)
    where delta[start + YoloHead.objectness] != 0 {
      var count = 0
      for index in start + YoloHead.firstClass..<start + head.entryCount where delta[index] > 0 {
        count += 1
      }
      guard count > 0 else { continue }
      for index in start..<start + 4 { delta[index] /= Float(count) }
    }
  }
}
