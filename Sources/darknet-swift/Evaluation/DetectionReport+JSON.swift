import Engine
import Trainer

extension DetectionReport {
  /// Keys of the object about a detector.
  func json(_ figures: Figures) -> [(String, JSONValue)] {
    let recall = proposals
    var keys: [(String, JSONValue)] = [
      ("metric", .string(metric.rawValue)),
      ("iou", .double(overlap)),
      ("map", metric == .recall ? .null : .number(figures.mean)),
    ]
    if figures.coco != nil {
      let entries = CocoSummary(figures.coco).entries
      keys.append(("coco", .object(entries.map { ($0.key, .number($0.value)) })))
    }
    keys += [
      ("counts", counts(figures.darknet.counts)),
      (
        "proposals",
        .object([
          ("recall", .double(recall.recall)), ("average_iou", .double(recall.averageOverlap)),
          ("per_image", .double(recall.proposalsPerImage)),
        ])
      ),
      ("classes", .array(labels.indices.map { classObject($0, figures) })),
      ("confusion", figures.confusion.json),
    ]
    return keys
  }

  private func counts(_ counts: DarknetEvaluation.Counts) -> JSONValue {
    .object([
      ("threshold", .double(threshold)),
      ("right", .int(counts.rightCount)), ("wrong", .int(counts.wrongCount)),
      ("missed", .int(counts.missedCount)), ("precision", .double(counts.precision)),
      ("recall", .double(counts.recall)), ("f1", .double(counts.f1)),
      ("average_iou", .double(counts.averageOverlap)),
    ])
  }

  private func classObject(_ index: Int, _ figures: Figures) -> JSONValue {
    let ranking = figures.voc.rankings[index]
    var keys: [(String, JSONValue)] = [
      ("class_id", .int(index)), ("class", .string(labels[index])),
      ("objects", .int(ranking.truthCount)), ("ap", .number(figures.classes[index])),
    ]
    if let coco = figures.coco {
      let (half, threeQuarters) = (CocoEvaluation.half, CocoEvaluation.threeQuarters)
      keys += [
        ("ap50", .number(coco.averagePrecision(ofClass: index, overlap: half))),
        ("ap75", .number(coco.averagePrecision(ofClass: index, overlap: threeQuarters))),
      ]
    }
    keys.append(("best", ranking.bestPoint.map(best) ?? .null))
    return .object(keys)
  }

  private func best(_ point: OperatingPoint) -> JSONValue {
    .object([
      ("threshold", .double(point.threshold)), ("precision", .double(point.precision)),
      ("recall", .double(point.recall)), ("f1", .double(point.f1)),
    ])
  }
}

extension JSONValue {
  /// The number, or null.
  static func number(_ value: Double?) -> JSONValue { value.map(JSONValue.double) ?? .null }
}

extension ConfusionMatrix {
  /// Its rows; null where they are more than anybody looks at.
  var json: JSONValue {
    guard size <= MatrixChart.largestSize else { return .null }
    return .array((0..<size).map { row in .array((0..<size).map { .int(self[row, $0]) }) })
  }
}
