import CfgParser
import Engine

/// The loss of `[detection]`, the first YOLO's.
///
/// Where a cell has no object its confidences should be 0, and nothing else counts. Where it has
/// one, the classes should be the object's, and of its boxes the one that overlaps most should have
/// the object's place and size, and a confidence of 1 or the overlap. Errors are differences, times
/// a scale each; the loss is the sum of their squares, deltas are the errors.
///
/// - Reference: darknet `detection_layer.c`, `forward_detection_layer`; Redmon et al., "You Only
///   Look Once", [arXiv:1506.02640](https://arxiv.org/abs/1506.02640).
struct DetectionLoss: Loss {
  /// What the layer's numbers mean.
  let head: YoloV1Head
  /// What counts as wrong.
  let keys: DetectionTraining
  /// How memory and the layer's numbers correspond.
  let order: PlanarOrder

  var truthCount: Int { head.cellCount * truthSize }

  /// Images during which `random` has boxes drawn by lot.
  static let randomImageCount = 64_000
  /// The area of an object below which `forced` takes the second box.
  static let smallArea: Float = 0.1
  /// A distance of boxes that is too far to be the nearest.
  static let farthest: Float = 20

  /// Values of one cell's truth: whether there is an object, its class of each, its box.
  private var truthSize: Int { 1 + head.classes + 4 }
  private var confidences: Int { head.cellCount * head.classes }
  private var boxes: Int { confidences + head.cellCount * head.boxes }

  func evaluate(
    _ values: Span<Float>, truth: Span<Float>, seen: Int, into delta: inout MutableSpan<Float>
  ) -> LossSums {
    precondition(values.count == head.valueCount && delta.count == head.valueCount)
    for index in delta.indices { delta[index] = 0 }
    for slot in 0..<head.cellCount * head.boxes {
      let place = order.place(of: confidences + slot)
      delta[place] = keys.noobjectScale * (0 - values[place])
    }
    for cell in 0..<head.cellCount where truth[cell * truthSize] != 0 {
      learnClasses(cell, values, truth, &delta)
      learnBox(cell, values, truth, seen, &delta)
    }
    return LossSums(squaresOf: delta.span)
  }

  private func learnClasses(
    _ cell: Int, _ values: Span<Float>, _ truth: Span<Float>, _ delta: inout MutableSpan<Float>
  ) {
    let (first, wanted) = (cell * head.classes, cell * truthSize + 1)
    let places = first..<first + head.classes
    let softmax = head.softmax ? Softmax(places, order, values) : nil
    for index in 0..<head.classes {
      let place = order.place(of: first + index)
      let share = softmax?.share(of: values[place]) ?? values[place]
      delta[place] = keys.classScale * (truth[wanted + index] - share)
    }
  }

  private func learnBox(
    _ cell: Int, _ values: Span<Float>, _ truth: Span<Float>, _ seen: Int,
    _ delta: inout MutableSpan<Float>
  ) {
    let start = cell * truthSize + 1 + head.classes
    let object = BoundingBox(
      x: truth[start] / Float(head.side), y: truth[start + 1] / Float(head.side),
      width: truth[start + 2], height: truth[start + 3])
    let box = responsibleBox(for: object, cell, values, seen)
    let slot = cell * head.boxes + box
    let confidence = order.place(of: confidences + slot)
    let wanted = keys.rescore ? self.box(slot, values).iou(with: object) : 1
    delta[confidence] = keys.objectScale * (wanted - values[confidence])
    for entry in 0..<4 {
      let place = order.place(of: boxes + 4 * slot + entry)
      let isRoot = head.squareRoots && entry > 1
      let wanted = isRoot ? truth[start + entry].squareRoot() : truth[start + entry]
      delta[place] = keys.coordScale * (wanted - values[place])
    }
  }

  /// The box of a slot, its centre from the corner of the cell, in shares of the image.
  private func box(_ slot: Int, _ values: Span<Float>) -> BoundingBox {
    let start = boxes + 4 * slot
    let width = values[order.place(of: start + 2)]
    let height = values[order.place(of: start + 3)]
    return BoundingBox(
      x: values[order.place(of: start)] / Float(head.side),
      y: values[order.place(of: start + 1)] / Float(head.side),
      width: head.squareRoots ? width * width : width,
      height: head.squareRoots ? height * height : height)
  }

  /// Which box of a cell is for its object: the first of the largest overlaps, or of the nearest
  /// where none overlaps, unless the keys have another rule.
  private func responsibleBox(
    for object: BoundingBox, _ cell: Int, _ values: Span<Float>, _ seen: Int
  ) -> Int {
    if keys.random, seen < Self.randomImageCount { return drawnBox(for: object, cell, seen) }
    if keys.forced {
      return object.width * object.height < Self.smallArea ? min(1, head.boxes - 1) : 0
    }
    var (best, overlap, distance) = (0, Float(0), Self.farthest)
    for candidate in 0..<head.boxes {
      let box = box(cell * head.boxes + candidate, values)
      let iou = box.iou(with: object)
      if overlap > 0 || iou > 0 {
        if iou > overlap { (best, overlap) = (candidate, iou) }
      } else if box.distance(to: object) < distance {
        (best, distance) = (candidate, box.distance(to: object))
      }
    }
    return best
  }

  /// A box drawn by lot: the same for the same object, cell and number of images.
  private func drawnBox(for object: BoundingBox, _ cell: Int, _ seen: Int) -> Int {
    var mixed = UInt64(truncatingIfNeeded: seen) &* 0x9E37_79B9_7F4A_7C15
    mixed ^= UInt64(object.x.bitPattern) << 32 | UInt64(object.width.bitPattern)
    mixed &+= UInt64(truncatingIfNeeded: cell + 1) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(head.boxes))
  }
}

extension BoundingBox {
  /// The root of the sum of the squares of what four numbers differ by.
  ///
  /// - Reference: darknet `box.c`, `box_rmse`.
  fileprivate func distance(to other: BoundingBox) -> Float {
    let (dx, dy) = (x - other.x, y - other.y)
    let (dw, dh) = (width - other.width, height - other.height)
    return (dx * dx + dy * dy + dw * dw + dh * dh).squareRoot()
  }
}

extension DetectionLayer: LossLayer {
  func loss(
    reading options: inout SectionReader, for node: Network.Node, in network: Network,
    tree: ClassTree?
  ) throws(CfgError) -> (any Loss)? {
    DetectionLoss(
      head: yoloV1Head, keys: try DetectionTraining(reading: &options),
      order: PlanarOrder(node.inputShapes[0]))
  }
}
