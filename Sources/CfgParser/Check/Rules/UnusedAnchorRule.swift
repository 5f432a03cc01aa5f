/// Anchors that no head's mask names.
enum UnusedAnchorRule: CfgRule {
  private static let rule = CheckRule(
    "unused-anchor", .note, "anchors that all heads list and no `mask` names")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    let heads = review.heads.compactMap { layer, head in Anchors(head).map { (layer, $0) } }
    guard let (layer, anchors) = heads.first, heads.allSatisfy({ $0.1.values == anchors.values })
    else { return [] }
    let unused = Set(0..<anchors.count).subtracting(heads.flatMap(\.1.mask)).sorted()
    guard !unused.isEmpty else { return [] }
    let list = Wording.list(unused.prefix(10).map(String.init), "and")
    let subject = unused.count == 1 ? "anchor \(list) is" : "anchors \(list) are"
    return [
      Finding(
        rule, at: layer.place(of: "anchors"),
        "\(subject) in no head's mask, so nothing of that size is looked for")
    ]
  }
}
