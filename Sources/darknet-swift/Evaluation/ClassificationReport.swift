import Trainer

/// What `eval` tells of a classifier.
struct ClassificationReport {
  /// What was counted.
  let evaluation: ClassificationEvaluation
  /// The names of the classes.
  let labels: [String]
  /// Images whose path names no class.
  let unknownCount: Int

  /// The report for people.
  var text: String {
    let (count, top) = (evaluation.imageCount, evaluation.top)
    let decimal = TextForm.decimal
    return "\(count): top 1: \(decimal(evaluation.firstAccuracy, 6)), "
      + "top \(top): \(decimal(evaluation.topAccuracy, 6))\n"
  }

  /// Keys of the object about a classifier.
  var json: [(String, JSONValue)] {
    [
      ("metric", .string("accuracy")),
      ("top", .int(evaluation.top)),
      ("top1_accuracy", .double(evaluation.firstAccuracy)),
      ("top_accuracy", .double(evaluation.topAccuracy)),
      ("classes", .array(zip(labels.indices, evaluation.confusion.rowSums).map(classObject))),
      ("confusion", evaluation.confusion.json),
    ]
  }

  private func classObject(_ index: Int, _ count: Int) -> JSONValue {
    .object([
      ("class_id", .int(index)), ("class", .string(labels[index])), ("objects", .int(count)),
      ("right", .int(evaluation.confusion[index, index])),
    ])
  }
}
