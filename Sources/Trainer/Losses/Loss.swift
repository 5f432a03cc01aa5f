/// What a network is trained for: how wrong a layer's values are, and where to.
///
/// Deltas follow Darknet: minus the derivative of the loss (of half of it where the loss is a sum of
/// squares), summed over the images; the optimiser divides by the batch. What Darknet does in the
/// forward pass of a head, and in its backward pass with the head's own activation, is one here.
///
/// Evaluating allocates nothing, and images may be evaluated on several threads at once; their sums
/// are then added up in the order of the images.
protocol Loss: Sendable {
  /// Values of one image's truth: as many as Darknet's layer has.
  var truthCount: Int { get }

  /// Says how wrong one image's values are.
  ///
  /// - Parameters:
  ///   - values: What the layer gets: raw, before its own activation; H × W × C.
  ///   - truth: `truthCount` values or more, as in Darknet; what has the order of an image there,
  ///     C × H × W, has it here.
  ///   - seen: Images the network has seen, this mini-batch among them.
  ///   - delta: What is to be added to the delta of the layer's input, in the order of `values`;
  ///     every value is written.
  /// - Returns: What the image adds to the loss.
  func evaluate(
    _ values: Span<Float>, truth: Span<Float>, seen: Int, into delta: inout MutableSpan<Float>
  ) -> LossSums
}
