/// The activation before a head that decodes its values by itself.
enum HeadActivationRule: CfgRule {
  private static let rule = CheckRule(
    "head-activation", .warning,
    "a convolution before a head that is not `linear`, or with `new_coords` not `logistic`")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    review.heads.compactMap { layer, head in
      guard let wanted = wanted(head),
        let (before, convolution) = review.convolution(before: layer),
        convolution.activation != wanted
      else { return nil }
      let found = before.section.option("activation") == nil ? "no activation, which is " : ""
      return Finding(
        rule, at: before.place(of: "activation"),
        "\(before.name) has \(found)\(convolution.activation.rawValue); \(layer.name) expects "
          + "\(wanted.rawValue)\(reason(head))")
    }
  }

  /// The layers that feed a head whose activation matters.
  static func feeders(in review: CfgReview) -> Set<Int> {
    let sources = review.heads.filter { wanted($0.head) != nil }.flatMap(\.layer.node.inputs)
    return Set(sources.compactMap { if case .layer(let index) = $0 { index } else { nil } })
  }

  private static func wanted(_ head: any HeadLayer) -> Activation? {
    switch head {
    case let head as YoloLayer: head.newCoords ? .logistic : .linear
    case is RegionLayer, is GaussianYoloLayer: .linear
    default: nil
    }
  }

  private static func reason(_ head: any HeadLayer) -> String {
    (head as? YoloLayer)?.newCoords == true ? " with new_coords=1" : ""
  }
}
