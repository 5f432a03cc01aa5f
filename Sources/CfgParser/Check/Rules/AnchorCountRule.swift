/// More anchors than `num` says: the programs differ there.
enum AnchorCountRule: CfgRule {
  private static let rule = CheckRule(
    "anchor-count", .warning, "more `anchors` in `[yolo]` than `num` says")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    review.heads.compactMap { layer, head in
      guard let num = num(head), let anchors = Anchors(head), anchors.count > num else {
        return nil
      }
      return Finding(
        rule, at: layer.place(of: "anchors"),
        "\(layer.name) has \(anchors.count) anchors for num=\(num); here all can be named "
          + "in 'mask', Darknet has room for \(num)", help: "set num=\(anchors.count)")
    }
  }

  private static func num(_ head: any HeadLayer) -> Int? {
    switch head {
    case let head as YoloLayer: head.num
    case let head as GaussianYoloLayer: head.num
    default: nil
    }
  }
}
