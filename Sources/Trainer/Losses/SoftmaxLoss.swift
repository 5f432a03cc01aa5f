import CfgParser

/// The loss of `[softmax]`: cross-entropy, Σ −ln p of the classes whose truth is not 0.
///
/// The delta is truth − p: minus the derivative where the truths of a group add up to 1 and the
/// temperature is 1. Nothing overflows: −ln p is worked out from the values, not from p. A truth of
/// −1234 counts for nothing, so that a tree leaves out the groups that do not apply to an image.
///
/// - Reference: darknet `softmax_layer.c`, `forward_softmax_layer`; `blas.c`, `softmax_x_ent_cpu`;
///   the mask as on a GPU.
struct SoftmaxLoss: Loss {
  /// The values that share a softmax, as Darknet numbers them; together they are all values.
  let groups: [Range<Int>]
  /// What values are divided by beforehand.
  let temperature: Float
  /// How values and truth correspond.
  let order: PlanarOrder

  var truthCount: Int { order.count }

  func evaluate(
    _ values: Span<Float>, truth: Span<Float>, seen: Int, into delta: inout MutableSpan<Float>
  ) -> LossSums {
    precondition(values.count == order.count && delta.count == order.count)
    var sums = LossSums()
    for group in groups { sums.sum += evaluate(group, values, truth, &delta) }
    return sums
  }

  private func evaluate(
    _ group: Range<Int>, _ values: Span<Float>, _ truth: Span<Float>,
    _ delta: inout MutableSpan<Float>
  ) -> Double {
    let softmax = Softmax(group, order, values, temperature: temperature)
    var loss = 0.0
    for index in group {
      let place = order.place(of: index)
      let counts = truth[index] != CostLoss.mask
      delta[place] = counts ? truth[index] - softmax.share(of: values[place]) : 0
      if counts, truth[index] != 0 { loss += softmax.lacking(values[place]) }
    }
    return loss
  }
}

extension SoftmaxLayer: LossLayer {
  func loss(
    reading options: inout SectionReader, for node: Network.Node, in network: Network,
    tree: ClassTree?
  ) throws(CfgError) -> (any Loss)? {
    guard try !SoftmaxTraining(reading: &options).noloss else { return nil }
    let count = node.inputShapes[0].count
    let size = count / groups
    let parts = stride(from: 0, to: count, by: size).map { $0..<$0 + size }
    return SoftmaxLoss(
      groups: tree?.groups ?? parts, temperature: temperature,
      order: PlanarOrder(node.inputShapes[0]))
  }
}
