/// `[yolo]`: the head of YOLOv3 and later, one box a cell for every anchor of `mask`.
///
/// - Input and output: (mask.count · (4 + 1 + classes)) × H × W.
/// - Weights: none.
/// - Reference: darknet `yolo_layer.c`; `parser.c`, `parse_yolo`; Redmon and Farhadi, "YOLOv3",
///   [arXiv:1804.02767](https://arxiv.org/abs/1804.02767). Scaling, `new_coords` and suppression
///   are AlexeyAB's.
package struct YoloLayer: HeadLayer {
  package static let sectionNames = ["yolo"]

  /// Number of classes; darknet's default is 20.
  package let classes: Int
  /// Number of anchors of the network, as the section states it.
  package let num: Int
  /// The anchors this head uses, as positions in the list of pairs; darknet's default is all `num`.
  package let mask: [Int]
  /// Pairs of width and height in pixels of the network's input; `num` of them or more.
  package let anchors: [Float]
  /// How far a box's centre may leave its cell; 1 is not at all.
  package let scaleXY: Float
  /// Whether values are taken without logistic, and width and height squared instead of
  /// exponentiated.
  package let newCoords: Bool
  /// The suppression the section asks for.
  package let nmsKind: NmsKind
  /// Exponent of `diounms`; darknet's default is 0.6.
  package let betaNms: Float
  /// Whether the section has a key only AlexeyAB's fork reads: such networks expect stretched
  /// images.
  package let hasExtendedKeys: Bool

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    classes = try options.int("classes", default: 20, in: 1...Limits.classCount)
    num = try options.int("num", default: 1, in: 1...Limits.listCount)
    let anchors = try YoloAnchors(reading: &options, num: num)
    (self.anchors, mask) = (anchors.values, anchors.mask)
    scaleXY = try options.float("scale_x_y", default: 1)
    newCoords = try options.flag("new_coords")
    nmsKind = options.nmsKind(among: [.default, .greedynms, .diounms])
    betaNms = try options.float("beta_nms", default: 0.6)
    hasExtendedKeys = Self.hasExtendedKeys(&options)
    options.accept(Self.trainingKeys + Self.extendedTrainingKeys)
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let head = HeadChannels(
      boxes: mask.count, boxesText: "masks \(mask.count)", values: 5, valuesText: "4 + 1",
      classes: classes)
    return try head.check(inputs[0])
  }

  private static func hasExtendedKeys(_ options: inout SectionReader) -> Bool {
    var isExtended = false
    for key in extendedKeys where options.contains(key) { isExtended = true }
    return isExtended
  }

  /// Keys of the original that belong to training, and two that nobody reads though cfg files have
  /// them.
  private static let trainingKeys = [
    "map", "max", "jitter", "ignore_thresh", "truth_thresh", "random", "beta1", "uc_normalizer",
  ]

  private static let extendedKeys =
    ["scale_x_y", "new_coords", "nms_kind", "beta_nms"] + extendedTrainingKeys

  /// Keys of the fork for training, and for following objects through a video.
  private static let extendedTrainingKeys = [
    "embedding_layer", "track_history_size", "sim_thresh", "dets_for_track", "dets_for_show",
    "track_ciou_norm", "show_details", "resize",
    "iou_thresh", "iou_normalizer", "obj_normalizer", "cls_normalizer", "delta_normalizer",
    "iou_loss",
    "iou_thresh_kind", "max_delta", "label_smooth_eps", "objectness_smooth", "focal_loss",
    "counters_per_class",
  ]
}
