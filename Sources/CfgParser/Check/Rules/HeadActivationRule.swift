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

  /// Whether the layer feeds a head.
  static func applies(to layer: ReviewedLayer, in review: CfgReview) -> Bool {
    review.heads.contains {
      wanted($0.head) != nil && $0.layer.node.inputs == [.layer(layer.node.index)]
    }
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
