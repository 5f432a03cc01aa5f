import CfgParser
import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The loss of `[region]`, YOLOv2's.
///
/// A cell predicts a box for every anchor. The objectness of each should be 0, unless the box has
/// enough in common with an object; for each object the likeliest anchor of the cell of its centre
/// should have its box, its class and an objectness of 1 or the overlap. For the first 12,800
/// images every box is drawn to its anchor. Errors are differences of what the head gives, in the
/// units of its values: σ of the place in the cell, the logarithm of size over anchor.
///
/// The loss is the sum of the squares of the errors. Deltas are the errors, those of the place and
/// the objectness times σ′: minus half of the loss's derivative for a box and an objectness that
/// is not compared with an overlap. A softmax's errors are minus the derivative of cross-entropy.
///
/// - Reference: darknet `region_layer.c`, `forward_region_layer`, `backward_region_layer_gpu`;
///   Redmon and Farhadi, "YOLO9000", §2, [arXiv:1612.08242](https://arxiv.org/abs/1612.08242).
struct RegionLoss: Loss {
  /// What the layer's numbers mean.
  let head: RegionHead
  /// What counts as wrong.
  let keys: RegionTraining
  /// AlexeyAB's `classfix`: −1 has the objectness follow the overlap where there is no object.
  let classfix: Int
  /// Whether AlexeyAB's rules count: boxes weigh the same whatever their size, and the loss is the
  /// sum of squares with σ′.
  let isExtended: Bool

  var truthCount: Int { BoxTruth.valueCount * keys.max }

  /// Images during which boxes are drawn to their anchors.
  static let anchoredImageCount = 12_800
  /// How strongly they are.
  static let anchoredScale: Float = 0.01

  func evaluate(
    _ values: Span<Float>, truth: Span<Float>, seen: Int, into delta: inout MutableSpan<Float>
  ) -> LossSums {
    precondition(values.count == head.valueCount && delta.count == head.valueCount)
    for index in delta.indices { delta[index] = 0 }
    let count = min(keys.max, BoxTruth.count(in: truth))
    if case .tree(let tree) = head.scores, let classID = soleClass(truth, count) {
      learnClass(classID, of: tree, values, &delta)
    } else {
      learnBackground(values, truth, count, seen, &delta)
      for index in 0..<count { learn(BoxTruth(index, in: truth), values, &delta) }
    }
    return finish(values, &delta)
  }

  /// The box of an anchor, whose entries begin at `start`.
  func box(_ values: Span<Float>, at start: Int) -> BoundingBox {
    let (cell, entry) = start.quotientAndRemainder(dividingBy: head.channelCount)
    let (row, column) = cell.quotientAndRemainder(dividingBy: head.width)
    let anchor = entry / head.entryCount * 2
    return BoundingBox(
      x: (Float(column) + HeadMath.logistic(values[start])) / Float(head.width),
      y: (Float(row) + HeadMath.logistic(values[start + 1])) / Float(head.height),
      width: HeadMath.scaledExponential(
        values[start + 2], head.anchors[anchor], over: head.width),
      height: HeadMath.scaledExponential(
        values[start + 3], head.anchors[anchor + 1], over: head.height))
  }

  /// The objectness of an anchor: with `background` the share of one more class.
  func objectness(_ values: Span<Float>, at start: Int) -> Float {
    let index = start + head.objectness
    guard head.background, head.scores == .softmax else {
      return head.background ? values[index] : HeadMath.logistic(values[index])
    }
    return ClassErrors.probability(of: index, in: index..<start + head.entryCount, values)
  }

  private func learnBackground(
    _ values: Span<Float>, _ truth: Span<Float>, _ count: Int, _ seen: Int,
    _ delta: inout MutableSpan<Float>
  ) {
    for start in stride(from: 0, to: head.valueCount, by: head.entryCount) {
      let objectness = objectness(values, at: start)
      let iou = BoxTruth.best(for: box(values, at: start), among: count, in: truth).iou
      let follows = isExtended && classfix == -1
      let wanted: Float = head.background ? 1 : follows ? iou : 0
      if follows || iou <= keys.thresh {
        delta[start + head.objectness] = keys.noobjectScale * (wanted - objectness)
      }
      if seen < Self.anchoredImageCount { drawToAnchor(values, start, &delta) }
    }
  }

  private func drawToAnchor(
    _ values: Span<Float>, _ start: Int, _ delta: inout MutableSpan<Float>
  ) {
    for entry in start..<start + 2 {
      delta[entry] = Self.anchoredScale * (0.5 - HeadMath.logistic(values[entry]))
    }
    for entry in start + 2..<start + 4 { delta[entry] = -Self.anchoredScale * values[entry] }
  }

  private func learn(
    _ truth: BoxTruth, _ values: Span<Float>, _ delta: inout MutableSpan<Float>
  ) {
    guard (0..<head.classes).contains(truth.classID),
      let cell = GridCell(of: truth, width: head.width, height: head.height)
    else { return }
    let first = (cell.row * head.width + cell.column) * head.channelCount
    let anchor = likestAnchor(
      width: truth.width, height: truth.height, count: head.anchorCount
    ) { size(of: $0, values, first + $0 * head.entryCount) }
    let start = first + anchor * head.entryCount
    learnBox(truth, cell, anchor, values, start, &delta)
    let wanted = keys.rescore ? box(values, at: start).iou(with: truth.box) : 1
    delta[start + head.objectness] =
      keys.objectScale * ((head.background ? 0 : wanted) - objectness(values, at: start))
    learnClass(truth.classID, values, at: start, &delta)
  }

  /// What an object's size is compared with, in shares of the image.
  private func size(
    of anchor: Int, _ values: Span<Float>, _ start: Int
  ) -> (width: Float, height: Float) {
    guard keys.biasMatch else {
      let box = box(values, at: start)
      return (box.width, box.height)
    }
    return (
      head.anchors[2 * anchor] / Float(head.width),
      head.anchors[2 * anchor + 1] / Float(head.height)
    )
  }

  private func learnBox(
    _ truth: BoxTruth, _ cell: GridCell, _ anchor: Int, _ values: Span<Float>, _ start: Int,
    _ delta: inout MutableSpan<Float>
  ) {
    let (width, height) = (Float(head.width), Float(head.height))
    let scale = keys.coordScale * (isExtended ? 1 : 2 - truth.width * truth.height)
    let x = truth.x * width - Float(cell.column)
    let y = truth.y * height - Float(cell.row)
    delta[start] = scale * (x - HeadMath.logistic(values[start]))
    delta[start + 1] = scale * (y - HeadMath.logistic(values[start + 1]))
    let wide = log(truth.width * width / head.anchors[2 * anchor])
    let high = log(truth.height * height / head.anchors[2 * anchor + 1])
    delta[start + 2] = scale * (wide - values[start + 2])
    delta[start + 3] = scale * (high - values[start + 3])
  }

  /// Sums up the squares, and brings in σ′ where the head has applied σ.
  private func finish(_ values: Span<Float>, _ delta: inout MutableSpan<Float>) -> LossSums {
    var sums = isExtended ? LossSums() : LossSums(squaresOf: delta.span)
    for start in stride(from: 0, to: head.valueCount, by: head.entryCount) {
      delta[start] *= slope(values[start])
      delta[start + 1] *= slope(values[start + 1])
      guard !head.background else { continue }
      delta[start + head.objectness] *= slope(values[start + head.objectness])
    }
    if isExtended { sums = LossSums(squaresOf: delta.span) }
    return sums
  }

  private func slope(_ value: Float) -> Float {
    let share = HeadMath.logistic(value)
    return share * (1 - share)
  }
}
