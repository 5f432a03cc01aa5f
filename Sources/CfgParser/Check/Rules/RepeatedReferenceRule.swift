/// Layers that take the same layer twice, which is most often a number that is off by one.
enum RepeatedReferenceRule: CfgRule {
  private static let rule = CheckRule(
    "repeated-reference", .warning,
    "`from` or `layers` that names a layer the section reads already")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    review.layers.compactMap { layer in
      var known: Set<Network.Source> = []
      guard case .layer(let index)? = layer.node.inputs.first(where: { !known.insert($0).inserted })
      else { return nil }
      return Finding(
        rule, at: layer.place(of: layer.node.layer is RouteLayer ? "layers" : "from"),
        "\(layer.name) takes layer \(index) twice; numbers count from 0, or backwards from "
          + "layer \(layer.node.index)")
    }
  }
}
