/// Anchors in the other head's unit: `[region]` takes cells of its grid, `[yolo]` pixels of the
/// input.
enum AnchorUnitRule: CfgRule {
  private static let rule = CheckRule(
    "anchor-unit", .warning,
    "anchors of `[region]` that look like pixels, of `[yolo]` that look like cells or are far larger "
      + "than the input")
  static let rules = [rule]

  /// Published anchors go up to 1.3 times the grid or the input.
  private static let most: Float = 2

  static func findings(in review: CfgReview) -> [Finding] {
    guard let input = review.settings?.inputShape else { return [] }
    return review.heads.compactMap { layer, head in
      guard let anchors = Anchors(head) else { return nil }
      let text =
        head is RegionLayer
        ? region(anchors, layer.node.outputShape, input) : yolo(anchors, review, input)
      return text.map { Finding(rule, at: layer.place(of: "anchors"), $0.message, help: $0.help) }
    }
  }

  private static func region(
    _ anchors: Anchors, _ grid: Shape, _ input: Shape
  ) -> (message: String, help: String?)? {
    guard anchors.exceed(grid, times: most) else { return nil }
    let cell = input.width / max(1, grid.width)
    return (
      "anchors go up to \(anchors.extent), the grid has \(grid.width)×\(grid.height) cells; [region] "
        + "takes cells, these look like pixels",
      "divide them by \(cell), the pixels of a cell"
    )
  }

  /// As cells, all anchors would be smaller than a grid; as pixels, than a spot nobody looks for.
  private static func yolo(
    _ anchors: Anchors, _ review: CfgReview, _ input: Shape
  ) -> (message: String, help: String?)? {
    if anchors.exceed(input, times: most) {
      return (
        "anchors go up to \(anchors.extent), the input has \(input.width)×\(input.height) pixels",
        nil
      )
    }
    let grids = review.heads.map(\.layer.node.outputShape)
    guard let grid = grids.min(by: { $0.area < $1.area }), input.width >= 16 * smallest,
      !anchors.exceed(grid, times: 1)
    else { return nil }
    let cell = input.width / max(1, grid.width)
    return (
      "anchors go up to \(anchors.extent), of \(input.width)×\(input.height) pixels; [yolo] takes "
        + "pixels of the input, these look like cells",
      "multiply them by \(cell), the pixels of a cell"
    )
  }

  /// Inputs below 16 times so many pixels are toys.
  private static let smallest = 8
}
