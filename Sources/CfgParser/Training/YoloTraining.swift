/// The keys of `[yolo]` that say what counts as wrong.
///
/// All but the first three are AlexeyAB's.
///
/// - Reference: darknet `parser.c`, `parse_yolo`.
package struct YoloTraining: Sendable, Hashable {
  /// How the overlap of two boxes is measured.
  package enum Overlap: String, Sendable, Hashable, CaseIterable {
    case iou, giou, diou, ciou
  }

  /// Boxes of an image that count.
  package let max: Int
  /// Above which overlap with an object a box need not be told that it is none; darknet's default
  /// is 0.5.
  package let ignoreThresh: Float
  /// Above which overlap with an object a box is taken as right; darknet's default, 1, is never.
  package let truthThresh: Float
  /// What the error of a box is measured by; nothing for the differences of its numbers, `mse`.
  package let iouLoss: Overlap?
  /// Above which likeness to an object further anchors have to find it; 1, the default, is never.
  package let iouThresh: Float
  /// How that likeness is measured.
  package let iouThreshKind: Overlap
  /// What the errors of a box are multiplied by; AlexeyAB's default is 0.75.
  package let iouNormalizer: Float
  /// What the error of the objectness is multiplied by.
  package let objNormalizer: Float
  /// What the error of an object's own class is multiplied by, where `countersPerClass` are given.
  package let clsNormalizer: Float
  /// What all errors are multiplied by in the end.
  package let deltaNormalizer: Float
  /// The largest error of a number of a box that `iouLoss` gives.
  package let maxDelta: Float
  /// How much of a class's truth goes to the others.
  package let labelSmoothEps: Float
  /// Whether the objectness should follow the overlap of a box that is nearly right.
  package let objectnessSmooth: Bool
  /// Whether classes that are nearly right count less.
  package let focalLoss: Bool
  /// Objects of each class in what is learnt from; rare classes then count more.
  package let countersPerClass: [Int]?
  /// Whether the loss that is printed tells overlaps from the rest.
  package let showDetails: Bool

  /// Reads the section of a head of `classes` classes.
  ///
  /// - Throws: ``CfgError`` at the line of a key that is wrong; ``CfgError/Code/unsupported`` for
  ///   `map`.
  package init(reading options: inout SectionReader, classes: Int) throws(CfgError) {
    max = try HeadTraining(reading: &options).max
    ignoreThresh = try options.float("ignore_thresh", default: 0.5)
    truthThresh = try options.float("truth_thresh", default: 1)
    iouLoss = try Self.overlap(&options)
    iouThresh = try options.float("iou_thresh", default: 1)
    iouThreshKind = try options.name("iou_thresh_kind", default: .iou)
    iouNormalizer = try options.float("iou_normalizer", default: 0.75)
    objNormalizer = try options.float("obj_normalizer", default: 1)
    clsNormalizer = try options.float("cls_normalizer", default: 1)
    deltaNormalizer = try options.float("delta_normalizer", default: 1)
    maxDelta = try options.positiveFloat("max_delta", default: .greatestFiniteMagnitude)
    labelSmoothEps = try options.share("label_smooth_eps", default: 0)
    objectnessSmooth = try options.flag("objectness_smooth")
    focalLoss = try options.flag("focal_loss")
    countersPerClass = try Self.counters(&options, classes: classes)
    showDetails = try options.flag("show_details", default: true)
    try options.refuse("map")
  }

  private static func overlap(_ options: inout SectionReader) throws(CfgError) -> Overlap? {
    let names =
      [(name: "mse", value: Overlap?.none)]
      + Overlap.allCases.map { (name: $0.rawValue, value: Optional($0)) }
    return try options.choice("iou_loss", default: nil, among: names)
  }

  private static func counters(
    _ options: inout SectionReader, classes: Int
  ) throws(CfgError) -> [Int]? {
    guard let counters = try options.ints("counters_per_class") else { return nil }
    guard counters.count == classes, counters.allSatisfy({ $0 > 0 }) else {
      throw options.fault(
        "counters_per_class",
        "has \(counters.count) numbers; [yolo] takes \(classes) above 0, one for each of classes")
    }
    return counters
  }
}
