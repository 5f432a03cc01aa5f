/// Batch normalisation before a head, whose values need a bias alone.
enum HeadNormalizationRule: CfgRule {
  private static let rule = CheckRule(
    "head-normalization", .warning, "`batch_normalize=1` in the convolution before a head")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    review.heads.compactMap { layer, _ in
      guard let (before, convolution) = review.convolution(before: layer),
        convolution.batchNormalize
      else { return nil }
      let key = before.section.option("batch_normalize") == nil ? "cbn" : "batch_normalize"
      return Finding(
        rule, at: before.place(of: key),
        "\(before.name) normalises what \(layer.name) reads; published heads have a bias alone "
          + "there, and their weights will not fit")
    }
  }
}
