import ArgumentParser

/// By whose rules detections are compared with the truth.
enum EvaluationMetric: String, CaseIterable, ExpressibleByArgument {
  /// COCO's for annotations of COCO, else VOC's with all points.
  case auto
  /// PASCAL VOC's since 2010: area under the curve.
  case voc
  /// PASCAL VOC's until 2009: 11 points.
  case voc11
  /// COCO's: ten overlaps, 101 points, by size.
  case coco
  /// AlexeyAB's `detector map`, with its text.
  case darknet
  /// Darknet's `detector recall`: whether objects are seen at all.
  case recall
}
