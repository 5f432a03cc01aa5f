/// Masks that give the larger anchors to the smaller cells.
enum MaskOrderRule: CfgRule {
  private static let rule = CheckRule(
    "mask-order", .warning, "a head of larger cells whose `mask` names smaller anchors")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    let heads = review.heads.compactMap { layer, head in
      head is RegionLayer ? nil : Anchors(head).map { (layer: layer, anchors: $0) }
    }
    // From the smallest cells to the largest.
    let ordered = heads.sorted { $0.layer.node.outputShape.area > $1.layer.node.outputShape.area }
    return zip(ordered, ordered.dropFirst()).compactMap { fine, coarse in
      guard fine.layer.node.outputShape.area > coarse.layer.node.outputShape.area,
        fine.anchors.meanArea > coarse.anchors.meanArea
      else { return nil }
      return Finding(
        rule, at: coarse.layer.place(of: "mask"),
        "\(coarse.layer.name) has \(grid(coarse.layer)) cells and smaller anchors than "
          + "\(fine.layer.name) with \(grid(fine.layer)); their masks may be swapped")
    }
  }

  private static func grid(_ layer: ReviewedLayer) -> String {
    "\(layer.node.outputShape.width)×\(layer.node.outputShape.height)"
  }
}
