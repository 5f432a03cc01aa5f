/// Names, and a data file, for another number of classes than the network has.
enum NamesCountRule: CfgRule {
  private static let rule = CheckRule(
    "names-count", .warning,
    "more or fewer names than classes, or a data file for another number of them")
  private static let textRule = CheckRule(
    "names-text", .warning, "an empty name, names that are no UTF-8; a key twice in the data file")
  static let rules = [rule, textRule]

  static func findings(in review: CfgReview) -> [Finding] {
    let warnings = (review.names?.warnings ?? []) + (review.data?.warnings ?? [])
    let remarks = warnings.map { Finding(textRule, at: $0.location, $0.message) }
    guard let count = classCount(review) else { return remarks }
    return remarks + [names(review, count), data(review, count)].compactMap(\.self)
  }

  private static func names(_ review: CfgReview, _ count: Int) -> Finding? {
    guard let names = review.names, names.labels.count != count else { return nil }
    let rest =
      names.labels.count < count
      ? "the others are called class_\(names.labels.count) and so on" : "the rest is ignored"
    return Finding(
      rule, in: names.file,
      "the list has \(Wording.grouped(names.labels.count)) names for \(Wording.grouped(count)) "
        + "classes; \(rest)")
  }

  private static func data(_ review: CfgReview, _ count: Int) -> Finding? {
    guard let data = review.data, let option = data.options.first(where: { $0.key == "classes" }),
      let stated = NumberText<Int>(option.value)?.value, stated != count
    else { return nil }
    return Finding(
      rule, at: CfgLocation(file: data.file, line: option.line),
      "'classes=\(stated)', but the network has \(Wording.grouped(count))")
  }

  /// The classes that names are for: a head's, or those of the softmax at the end.
  private static func classCount(_ review: CfgReview) -> Int? {
    if let (_, head) = review.heads.last {
      return (head as? RegionLayer)?.tree == nil ? head.classes : nil
    }
    guard let last = review.layers.last(where: { !($0.node.layer is CostLayer) }), last.isKnown,
      let softmax = last.node.layer as? SoftmaxLayer, softmax.tree == nil
    else { return nil }
    return last.node.outputShape.count
  }
}
