/// Heads of one network that tell apart different numbers of classes.
enum HeadClassesRule: CfgRule {
  private static let rule = CheckRule(
    "head-classes", .warning, "heads with different `classes`")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    guard let (first, head) = review.heads.first else { return [] }
    return review.heads.dropFirst().filter { $0.head.classes != head.classes }.map { layer, other in
      Finding(
        rule, at: layer.place(of: "classes"),
        "\(layer.name) has \(other.classes) classes, \(first.name) \(head.classes); one list names "
          + "those of all heads")
    }
  }
}
