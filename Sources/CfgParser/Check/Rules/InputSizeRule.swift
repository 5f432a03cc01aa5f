/// A width or height that the cells of a head do not divide.
enum InputSizeRule: CfgRule {
  private static let rule = CheckRule(
    "input-size", .warning, "a `width` or `height` that is no multiple of a head's cells")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    guard let settings = review.settings, settings.width != nil else { return [] }
    let input = settings.inputShape
    return [
      finding("width", input.width, \.width, review),
      finding("height", input.height, \.height, review),
    ]
    .compactMap(\.self)
  }

  private static func finding(
    _ key: String, _ size: Int, _ cells: KeyPath<Shape, Int>, _ review: CfgReview
  ) -> Finding? {
    let heads = review.heads.filter { $0.layer.node.outputShape.isImage }
    guard
      let odd = heads.first(where: {
        !size.isMultiple(of: $0.layer.node.outputShape[keyPath: cells])
      })
    else { return nil }
    let count = odd.layer.node.outputShape[keyPath: cells]
    let what = key == "width" ? "columns" : "rows"
    let line = review.net.option(key)?.line ?? review.net.location.line
    return Finding(
      rule, at: CfgLocation(file: review.document.file, line: line),
      "\(key)=\(size) is not divided by the \(count) \(what) of \(odd.layer.name); boxes are less "
        + "exact", help: "most networks take multiples of 32")
  }
}
