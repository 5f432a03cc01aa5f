/// Layers without `activation`, whose default surprises.
enum MissingActivationRule: CfgRule {
  private static let rule = CheckRule(
    "missing-activation", .note, "a layer with weights and without `activation`: that is `logistic`"
  )
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    let feeders = HeadActivationRule.feeders(in: review)
    return review.layers.compactMap { layer in
      let type = layer.node.layer
      guard type is ConvolutionalLayer || type is ConnectedLayer || type is LocalLayer,
        layer.section.option("activation") == nil,
        !feeders.contains(layer.node.index)
      else { return nil }
      return Finding(
        rule, at: layer.place(), "\(layer.name) has no activation, which is logistic, not linear")
    }
  }
}
