import CfgParser
import Engine

/// Where the programs differ in what they teach a `[yolo]` head.
struct YoloRules: Sendable, Hashable {
  /// Whether AlexeyAB's keys count: else the head learns as the original's.
  let isExtended: Bool
  /// Whether `delta_normalizer` counts, as on GPUs.
  let scalesDelta: Bool

  /// The probability above which a class is not improbable.
  static let probableClass: Float = 0.25

  /// Whether overlap alone does not keep a box from being told that it is none.
  var asksForClass: Bool { isExtended }

  /// Whether the loss tells overlaps from the rest.
  func countsOverlap(_ keys: YoloTraining) -> Bool {
    isExtended && keys.iouLoss != nil && keys.showDetails
  }

  /// What the errors of a box are multiplied by for its size; the shares of the image make small
  /// boxes count more.
  func sizeScale(_ truth: BoxTruth) -> Float { 2 - truth.width * truth.height }
}

extension YoloTraining {
  /// The error of an objectness that should be `wanted`.
  func objectness(_ wanted: Float, _ found: Float, _ rules: YoloRules) -> Float {
    (rules.isExtended ? objNormalizer : 1) * (wanted - found)
  }
}

extension YoloHead {
  /// Width and height of one of the head's anchors, in pixels.
  func size(of anchor: Int) -> (width: Float, height: Float) {
    (anchors[2 * anchor], anchors[2 * anchor + 1])
  }
}

extension YoloLayer: LossLayer {
  func loss(
    reading options: inout SectionReader, for node: Network.Node, in network: Network,
    tree: ClassTree?
  ) throws(CfgError) -> (any Loss)? {
    let keys = try YoloTraining(reading: &options, classes: classes)
    let compatibility = network.compatibility
    let rules = YoloRules(
      isExtended: compatibility == .alexeyab || compatibility == .recommended && hasExtendedKeys,
      scalesDelta: compatibility == .recommended)
    // Anchors beyond `num` count where the mask names them.
    let count = max(num, (mask.max() ?? 0) + 1)
    return YoloLoss(
      head: yoloHead(of: node, in: network), mask: mask, anchors: Array(anchors.prefix(2 * count)),
      keys: keys, rules: rules,
      classWeights: rules.isExtended
        ? keys.classWeights(classes) : Array(repeating: 1, count: classes))
  }
}

extension YoloTraining {
  /// How much more than the commonest class each counts, at most `maxDelta`.
  fileprivate func classWeights(_ classes: Int) -> [Float] {
    guard let counters = countersPerClass, let largest = counters.max() else {
      return Array(repeating: 1, count: classes)
    }
    return counters.map { min(Float(largest) / Float($0), maxDelta) }
  }
}
