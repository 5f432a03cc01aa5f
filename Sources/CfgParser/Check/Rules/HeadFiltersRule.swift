/// The filters of a convolution that do not suit the head behind it, said where they stand.
enum HeadFiltersRule: CfgRule {
  private static let rule = CheckRule(
    "head-filters", .error,
    "`filters` before a head that do not suit its `classes`, `coords`, `num` and `mask`")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    review.layers.compactMap { finding($0, in: review) }
  }

  /// What is wrong with the filters before `head`, if that is a head whose channels do not suit it.
  static func finding(_ head: ReviewedLayer, in review: CfgReview) -> Finding? {
    guard let (fault, error) = head.misfit,
      let (before, convolution) = review.convolution(before: head)
    else { return nil }
    let fitting = fault.alternative.map { " are for \($0.key)=\($0.value)" } ?? " do not fit"
    return Finding(
      rule, at: before.place(of: "filters"),
      "\(before.name): filters=\(convolution.filters)\(fitting), but \(head.name) \(fault.message)",
      help: error.help)
  }
}
