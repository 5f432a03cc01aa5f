import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The loss of `[logistic]`: cross-entropy of every value with its truth t,
/// −t · ln p − (1 − t) · ln(1 − p) with p = 1 / (1 + e⁻ˣ).
///
/// The delta, t − p, is minus its derivative. Nothing overflows: the logarithms are worked out from
/// the values, not from p.
///
/// - Reference: darknet `logistic_layer.c`, `forward_logistic_layer`; `blas.c`,
///   `logistic_x_ent_cpu`.
struct LogisticLoss: Loss {
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
      let (value, wanted) = (Double(values[place]), Double(truth[index]))
      // ln p and ln(1 − p) differ by the value; both are max(x, 0) and a small term away from it.
      sums.sum += max(value, 0) - wanted * value + log1p(exp(-abs(value)))
      delta[place] = Float(wanted - 1 / (1 + exp(-value)))
    }
    return sums
  }
}

extension LogisticLayer: LossLayer {
  func loss(
    reading options: inout SectionReader, for node: Network.Node, in network: Network,
    tree: ClassTree?
  ) throws(CfgError) -> (any Loss)? {
    LogisticLoss(order: PlanarOrder(node.inputShapes[0]))
  }
}
