/// `[Gaussian_yolo]`: a `[yolo]` head that also says how sure it is of each number of a box.
///
/// - Input and output: (mask.count · (8 + 1 + classes)) × H × W.
/// - Weights: none.
/// - Reference: AlexeyAB's darknet, `gaussian_yolo_layer.c`; `parser.c`, `parse_gaussian_yolo`;
///   Choi et al., "Gaussian YOLOv3", [arXiv:1904.04620](https://arxiv.org/abs/1904.04620).
package struct GaussianYoloLayer: HeadLayer {
  /// What the x and y of a box are the place of.
  package enum Point: String, Sendable, Hashable, CaseIterable {
    case center
    case leftTop = "left_top"
    case rightBottom = "right_bottom"
  }

  package static let sectionNames = ["Gaussian_yolo"]

  /// Number of classes; darknet's default is 20.
  package let classes: Int
  /// Number of anchors of the network, as the section states it.
  package let num: Int
  /// The anchors this head uses, as positions in the list of pairs; darknet's default is all `num`.
  package let mask: [Int]
  /// Pairs of width and height in pixels of the network's input; `num` of them or more.
  package let anchors: [Float]
  /// How far a box's place may leave its cell; 1 is not at all.
  package let scaleXY: Float
  /// What x and y are the place of; darknet's default is the centre.
  package let yoloPoint: Point
  /// The suppression the section asks for.
  package let nmsKind: NmsKind
  /// Exponent of `diounms`; darknet's default is 0.6.
  package let betaNms: Float

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    classes = try options.int("classes", default: 20, in: 1...Limits.classCount)
    num = try options.int("num", default: 1, in: 1...Limits.listCount)
    let anchors = try YoloAnchors(reading: &options, num: num)
    (self.anchors, mask) = (anchors.values, anchors.mask)
    scaleXY = try options.float("scale_x_y", default: 1)
    yoloPoint = try options.name("yolo_point", default: .center)
    nmsKind = options.nmsKind(among: NmsKind.allCases)
    betaNms = try options.float("beta_nms", default: 0.6)
    options.accept(Self.trainingKeys)
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let head = HeadChannels(
      boxes: mask.count, boxesText: "masks \(mask.count)", values: 9, valuesText: "8 + 1",
      classes: classes)
    return try head.check(inputs[0])
  }

  private static let trainingKeys = [
    "map", "max", "jitter", "resize", "random", "ignore_thresh", "truth_thresh", "iou_thresh",
    "iou_thresh_kind", "iou_loss", "iou_normalizer", "uc_normalizer", "obj_normalizer",
    "cls_normalizer", "delta_normalizer", "max_delta", "label_smooth_eps", "objectness_smooth",
    "focal_loss", "counters_per_class", "beta1",
  ]
}
