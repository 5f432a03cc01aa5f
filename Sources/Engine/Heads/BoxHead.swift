/// What the numbers of a detection head mean: how boxes are read from them.
protocol BoxHead: Sendable {
  /// Classes the head tells apart.
  var classes: Int { get }

  /// Turns the output of the layer before into what darknet's layer gives, in place; H × W × C.
  func activate(_ values: inout MutableSpan<Float>)

  /// Adds the boxes that the rules let pass, in darknet's order.
  ///
  /// - Parameters:
  ///   - values: The layer's values, H × W × C.
  ///   - stage: Whether they are raw or the layer's own output.
  ///   - rules: What counts as a box.
  ///   - candidates: Where the boxes go.
  func decode(
    _ values: Span<Float>, _ stage: HeadValues, _ rules: DecodingRules,
    into candidates: inout Candidates)
}
