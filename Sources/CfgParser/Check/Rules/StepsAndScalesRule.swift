/// A learning rate that changes in steps, with another number of scales than steps.
enum StepsAndScalesRule: CfgRule {
  private static let rule = CheckRule(
    "steps-scales", .warning, "another number of `steps` than of `scales`; Darknet reads past them")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    guard review.net.option("policy")?.value == "steps", let steps = review.net.option("steps"),
      let scales = review.net.option("scales"), count(steps) != count(scales)
    else { return [] }
    return [
      Finding(
        rule, at: CfgLocation(file: review.document.file, line: scales.line),
        "'steps' has \(count(steps)) numbers, 'scales' has \(count(scales)); every step takes a "
          + "scale, in training")
    ]
  }

  private static func count(_ option: CfgOption) -> Int {
    option.value.split(separator: ",", omittingEmptySubsequences: false).count
  }
}
