import Engine
import Trainer

/// What `eval` tells of a detector.
struct DetectionReport {
  /// The images, with what they show and what was found.
  let images: [EvaluatedImage]
  /// The names of the classes.
  let labels: [String]
  /// By whose rules it is told; never `auto`.
  let metric: EvaluationMetric
  /// The overlap from which a detection is right, where the rules do not say it.
  let overlap: Double
  /// Points of the curve, of Darknet's rules.
  let points: Int
  /// The confidence above which detections are counted.
  let threshold: Double

  /// The rule that makes one number of a curve.
  var rule: AveragePrecision {
    switch (metric, points) {
    case (.voc11, _), (.darknet, 11): .voc11
    case (.coco, _), (.darknet, 101): .coco101
    default: .allPoints
    }
  }

  /// All that is told, worked out once.
  func figures() -> Figures { Figures(self) }

  /// The numbers.
  struct Figures {
    /// By VOC's rules: curves, and thresholds of the classes.
    let voc: VocEvaluation
    /// By COCO's, if these were asked for.
    let coco: CocoEvaluation?
    /// By Darknet's, from which the counts above the threshold are.
    let darknet: DarknetEvaluation
    /// What was taken for what.
    let confusion: ConfusionMatrix
    /// Average precision of each class; nil for one without objects, but by Darknet's rules 0.
    let classes: [Double?]
    /// The mean over the classes; nil where there are no objects at all.
    let mean: Double?

    fileprivate init(_ report: DetectionReport) {
      let (images, count, overlap) = (report.images, report.labels.count, report.overlap)
      voc = VocEvaluation(images, classCount: count, overlap: overlap)
      darknet = DarknetEvaluation(
        images, classCount: count, overlap: overlap, threshold: report.threshold)
      confusion = ConfusionMatrix(
        images, classCount: count, overlap: overlap, threshold: report.threshold)
      switch report.metric {
      case .coco:
        let evaluation = CocoEvaluation(images, classCount: count)
        coco = evaluation
        classes = (0..<count).map { evaluation.averagePrecision(ofClass: $0) }
        mean = evaluation.averagePrecision()
      case .darknet:
        coco = nil
        classes = darknet.rankings.map(report.rule.value)
        mean = darknet.mean(report.rule)
      default:
        coco = nil
        classes = voc.rankings.map { $0.truthCount > 0 ? report.rule.value(of: $0) : nil }
        mean = voc.mean(report.rule)
      }
    }
  }
}

extension DetectionReport.Figures {
  /// The options with which `detect` takes the best threshold of each class.
  func thresholdOptions(_ labels: [String]) -> [String] {
    zip(labels, voc.rankings).enumerated().flatMap { index, pair -> [String] in
      guard let point = pair.1.bestPoint else { return [] }
      // A name that several classes have would mean all of them.
      let isUnique = labels.count { $0 == pair.0 } == 1
      return ["--class-threshold", "\(isUnique ? pair.0 : "\(index)")=\(point.threshold)"]
    }
  }
}
