import Engine
import Trainer

extension DetectionReport {
  /// The report for people.
  func text(_ figures: Figures) -> String {
    switch metric {
    case .darknet: darknetText(figures)
    case .recall: recallText
    case .coco: cocoText(figures) + classTable(figures)
    default: classTable(figures)
    }
  }

  /// A line a class, and the best thresholds in the form that `detect` takes.
  private func classTable(_ figures: Figures) -> String {
    var rows = [
      ["class", "objects", "AP", "best threshold", "precision", "recall", "F1"]
    ]
    for (index, label) in labels.enumerated() {
      let ranking = figures.voc.rankings[index]
      let best = ranking.bestPoint
      rows.append(
        [label.printable, "\(ranking.truthCount)", Self.share(figures.classes[index])]
          + [best.map { "\($0.threshold)" } ?? "-"]
          + [best?.precision, best?.recall, best?.f1].map(Self.share))
    }
    let total = figures.voc.rankings.reduce(0) { $0 + $1.truthCount }
    rows.append(["mean", "\(total)", Self.share(figures.mean), "", "", "", ""])
    let options = figures.thresholdOptions(labels)
    let line = ShellWords.line(["detect", "…"] + options)
    return TextTable(rows).text + (options.isEmpty ? "" : "\n\(line)\n")
  }

  private func cocoText(_ figures: Figures) -> String {
    let rows = CocoSummary(figures.coco).entries.map { [$0.title, Self.share($0.value)] }
    return TextTable(rows).text + "\n"
  }

  /// `0.958`, or `-` where there is nothing to be told.
  private static func share(_ value: Double?) -> String {
    value.map { TextForm.decimal($0, 3) } ?? "-"
  }

  /// The lines of `detector map`.
  ///
  /// - Reference: AlexeyAB's darknet `detector.c`, `validate_detector_map`.
  private func darknetText(_ figures: Figures) -> String {
    let (counts, decimal) = (figures.darknet.counts, TextForm.decimal)
    var text = "\n detections_count = \(figures.darknet.detectionCount), "
    text += "unique_truth_count = \(counts.truthCount)  \n"
    for (index, label) in labels.enumerated() {
      let (found, value) = (figures.darknet.classCounts[index], figures.classes[index] ?? 0)
      text += "class_id = \(index), name = \(label.printable), ap = \(decimal(value * 100, 2))%"
      text += "   \t (TP = \(found.rightCount), FP = \(found.wrongCount)) \n"
    }
    let limit = decimal(threshold, 2)
    text += "\n for conf_thresh = \(limit), precision = \(decimal(counts.precision, 2)), "
    text += "recall = \(decimal(counts.recall, 2)), F1-score = \(decimal(counts.f1, 2)) \n"
    text += " for conf_thresh = \(limit), TP = \(counts.rightCount), FP = \(counts.wrongCount), "
    text += "FN = \(counts.missedCount), "
    text += "average IoU = \(decimal(counts.averageOverlap * 100, 2)) % \n"
    text += "\n IoU threshold = \(decimal(overlap * 100, 0)) %, "
    text +=
      points == 0
      ? "used Area-Under-Curve for each unique Recall \n" : "used \(points) Recall-points \n"
    let mean = figures.mean ?? 0
    text += " mean average precision (mAP@\(decimal(overlap, 2))) = \(decimal(mean, 6)), "
    return text + "or \(decimal(mean * 100, 2)) % \n"
  }

  /// The last line of `detector recall`.
  ///
  /// - Reference: darknet `detector.c`, `validate_detector_recall`.
  private var recallText: String {
    let (recall, decimal) = (proposals, TextForm.decimal)
    let counts = [max(0, recall.imageCount - 1), recall.foundCount, recall.truthCount]
    let numbers = counts.map { TextForm.padded("\($0)", to: 5) }.joined(separator: " ")
    return "\(numbers)\tRPs/Img: \(decimal(recall.proposalsPerImage, 2))"
      + "\tIOU: \(decimal(recall.averageOverlap * 100, 2))%"
      + "\tRecall:\(decimal(recall.recall * 100, 2))%\n"
  }

  /// Whether objects are seen at all.
  var proposals: ProposalRecall {
    images.reduce(into: ProposalRecall()) { $0.add($1, above: overlap) }
  }
}

/// COCO's twelve numbers, in their usual order.
struct CocoSummary {
  /// A number.
  struct Entry {
    /// Its key in JSON.
    let key: String
    /// What people are told.
    let title: String
    /// The number; nil where there are no objects of the kind.
    let value: Double?
  }

  /// The numbers.
  let entries: [Entry]

  /// The numbers of an evaluation; none without one.
  init(_ evaluation: CocoEvaluation?) {
    guard let evaluation else {
      entries = []
      return
    }
    let sizes: [CocoEvaluation.Size] = [.small, .medium, .large]
    let (half, threeQuarters) = (CocoEvaluation.half, CocoEvaluation.threeQuarters)
    entries =
      [
        Entry(key: "ap", title: "AP50:95", value: evaluation.averagePrecision()),
        Entry(key: "ap50", title: "AP50", value: evaluation.averagePrecision(overlap: half)),
        Entry(
          key: "ap75", title: "AP75", value: evaluation.averagePrecision(overlap: threeQuarters)),
      ]
      + sizes.map {
        Entry(
          key: "ap_\($0.rawValue)", title: "AP50:95 \($0.rawValue)",
          value: evaluation.averagePrecision(size: $0))
      }
      + [1, 10, 100].map {
        Entry(key: "ar\($0)", title: "AR\($0)", value: evaluation.averageRecall(limit: $0))
      }
      + sizes.map {
        Entry(
          key: "ar_\($0.rawValue)", title: "AR100 \($0.rawValue)",
          value: evaluation.averageRecall(size: $0))
      }
  }
}
