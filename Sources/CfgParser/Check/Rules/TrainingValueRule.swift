/// Batches of training that were left in.
enum TrainingValueRule: CfgRule {
  private static let rule = CheckRule(
    "training-value", .note, "`batch` or `subdivisions` of training; they mean nothing to inference"
  )
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    guard let settings = review.settings, settings.batch > 1 || settings.subdivisions > 1 else {
      return []
    }
    let key = settings.batch > 1 ? "batch" : "subdivisions"
    let line = review.net.option(key)?.line ?? review.net.location.line
    return [
      Finding(
        rule, at: CfgLocation(file: review.document.file, line: line),
        "batch=\(settings.batch) and subdivisions=\(settings.subdivisions) are for training; here "
          + "they are ignored, Darknet may run out of memory")
    ]
  }
}
