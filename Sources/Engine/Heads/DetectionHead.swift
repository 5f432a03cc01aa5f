import CfgParser

/// A layer that boxes are decoded from: which one, and what its numbers mean.
struct DetectionHead: Sendable {
  /// Darknet's number of the layer.
  let layer: Int
  private let kind: Kind

  private enum Kind: Sendable {
    case region(RegionHead)
    case yolo(YoloHead)
  }

  /// The head that `node` is, or nil if it is none.
  init?(_ node: Network.Node, in network: Network) {
    layer = node.index
    let shape = node.outputShape
    switch node.layer {
    case let region as RegionLayer:
      kind = .region(
        RegionHead(
          width: shape.width, height: shape.height, classes: region.classes,
          anchors: region.anchors, coords: region.coords, softmax: region.softmax,
          background: region.background))
    case let yolo as YoloLayer:
      kind = .yolo(
        YoloHead(
          width: shape.width, height: shape.height, classes: yolo.classes,
          anchors: yolo.mask.flatMap { [yolo.anchors[2 * $0], yolo.anchors[2 * $0 + 1]] },
          networkWidth: network.inputShape.width, networkHeight: network.inputShape.height,
          scaleXY: yolo.scaleXY, newCoords: yolo.newCoords))
    default: return nil
    }
  }

  /// Classes the head tells apart.
  var classCount: Int {
    switch kind {
    case .region(let head): head.classes
    case .yolo(let head): head.classes
    }
  }

  /// Turns the output of the layer before into what darknet's layer gives, in place; H × W × C.
  func activate(_ values: inout MutableSpan<Float>) {
    switch kind {
    case .region(let head): head.activate(&values)
    case .yolo(let head): head.activate(&values)
    }
  }

  /// Adds the boxes with an objectness above `threshold`, in darknet's order.
  func decode(
    _ values: Span<Float>, _ stage: HeadValues, threshold: Float,
    into candidates: inout Candidates
  ) {
    switch kind {
    case .region(let head):
      RegionDecoder(head, threshold: threshold).decode(values, stage, into: &candidates)
    case .yolo(let head):
      YoloDecoder(head, threshold: threshold).decode(values, stage, into: &candidates)
    }
  }
}

extension Network {
  /// The detection heads, in the order of the cfg.
  var detectionHeads: [DetectionHead] { nodes.compactMap { DetectionHead($0, in: self) } }

  /// How the cfg wants overlapping boxes suppressed; the last head decides, as in darknet.
  func suppression(overlap: Float, kind: NmsKind?) -> NonMaximumSuppression {
    let yolo = nodes.last { $0.layer.isDetectionHead }?.layer as? YoloLayer
    return NonMaximumSuppression(
      threshold: overlap, kind: kind ?? yolo?.nmsKind ?? .default, beta: yolo?.betaNms ?? 0.6)
  }
}
