import CfgParser

/// The loss of `[cost]`: how far values are from those they should have.
///
/// With d = truth − value the loss is Σ d², or Σ |d| of the kind `L1`, or of the kind `smooth` d²
/// where |d| < 1 and 2 · |d| − 1 beyond. The delta is minus half of the derivative, for `L1` minus
/// the derivative, times `scale`.
///
/// - Reference: darknet `cost_layer.c`, `forward_cost_layer`; `blas.c`, `l2_cpu`, `l1_cpu`;
///   `smooth_l1_kernel` as on a GPU, since the original's CPU code has the wrong sign beyond 1.
struct CostLoss: Loss {
  /// What a difference costs.
  let kind: CostTraining.Kind
  /// What the delta is multiplied by.
  let scale: Float
  /// How values and truth correspond.
  let order: PlanarOrder

  var truthCount: Int { order.count }

  func evaluate(
    _ values: Span<Float>, truth: Span<Float>, seen: Int, into delta: inout MutableSpan<Float>
  ) -> LossSums {
    precondition(values.count == order.count && delta.count == order.count)
    var sums = LossSums()
    for index in 0..<order.count {
      let place = order.place(of: index)
      let isMasked = kind == .masked && truth[index] == Self.mask
      let (cost, slope) = isMasked ? (0, 0) : cost(of: truth[index] - values[place])
      sums.sum += Double(cost)
      delta[place] = scale * slope
    }
    return sums
  }

  /// A truth that counts for nothing: Darknet's `SECRET_NUM`.
  static let mask: Float = -1234

  private func cost(of difference: Float) -> (cost: Float, slope: Float) {
    let magnitude = abs(difference)
    switch kind {
    case .l1: return (magnitude, difference > 0 ? 1 : -1)
    case .smooth where magnitude >= 1: return (2 * magnitude - 1, difference > 0 ? 1 : -1)
    case .sse, .masked, .smooth: return (difference * difference, difference)
    }
  }
}

extension CostLayer: LossLayer {
  func loss(
    reading options: inout SectionReader, for node: Network.Node, in network: Network,
    tree: ClassTree?
  ) throws(CfgError) -> (any Loss)? {
    let keys = try CostTraining(reading: &options)
    return CostLoss(kind: keys.type, scale: keys.scale, order: PlanarOrder(node.inputShapes[0]))
  }
}
