/// What a network is trained for: how wrong a layer's values are, and where to.
///
/// Deltas follow Darknet: minus the derivative of the loss (of half of it where the loss is a sum of
/// squares), summed over the images; the optimiser divides by the batch. What Darknet does in the
/// forward pass of a head, and in its backward pass with the head's own activation, is one here.
protocol Loss: Sendable {
  /// Values of one image's truth: as many as Darknet's layer has.
  var truthCount: Int { get }

  /// Says how wrong one image's values are.
  ///
  /// - Parameters:
  ///   - values: What the layer gets: raw, before its own activation; H × W × C.
  ///   - truth: `truthCount` values, as in Darknet.
  ///   - seen: Images the network has seen, this mini-batch among them.
  ///   - delta: What is to be added to the delta of the layer's input; every value is written.
  /// - Returns: The image's share of what Darknet prints as the loss, before the division by the
  ///   images of the mini-batch; nothing else of the layer is kept.
  func evaluate(
    _ values: Span<Float>, truth: Span<Float>, seen: Int, into delta: inout MutableSpan<Float>
  ) -> Float
}
