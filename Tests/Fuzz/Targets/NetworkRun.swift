import CfgParser
import Engine

/// Plans and runs networks that cost little.
enum NetworkRun {
  /// Values of one layer's output.
  private static let layerLimit = 1 << 15
  /// Values of all outputs, and of all weights.
  private static let networkLimit = 1 << 17
  /// Floating-point operations.
  private static let operationLimit = 1 << 25

  /// Runs the network with random weights, if it is small.
  static func check(_ network: Network) throws(BrokenPromise) {
    guard isSmall(network) else { return }
    try check(network, NetworkWeights(randomFor: network))
  }

  /// Runs the network with these weights, if it is small.
  ///
  /// Every layer has an output of its shape, and a second session gives the same bits.
  static func check(
    _ network: Network, _ weights: NetworkWeights
  ) throws(BrokenPromise) {
    guard isSmall(network) else { return }
    let options = PlanOptions(threadCount: 1, retainsActivations: true)
    guard
      let plan = unlessRefused({ try ExecutionPlan(network, weights: weights, options: options) })
    else { return }
    let (first, second) = (outputs(of: plan), outputs(of: plan))
    for (node, values) in zip(network.nodes, first) {
      try expect(
        values.count == node.outputShape.count,
        "layer \(node.index) gives \(values.count) values, not \(node.outputShape)")
    }
    try expect(first.bits == second.bits, "the same run gives other values")
  }

  private static func outputs(of plan: ExecutionPlan) -> [[Float]] {
    let count = plan.network.inputShape.count
    let input = (0..<count).map { Float($0 % 251) / 251 }
    var session = Session(plan)
    guard (try? session.setInput(input.span)) != nil else { return [] }
    session.run()
    return plan.network.nodes.map { session.output(of: $0.index) }
  }

  private static func isSmall(_ network: Network) -> Bool {
    let counts = network.nodes.map(\.outputShape.count) + [network.inputShape.count]
    // A tree would be read from whatever file the text names.
    let hasTree = network.nodes.contains { ($0.layer as? any TreeLayer)?.tree != nil }
    return !hasTree && counts.allSatisfy { $0 <= layerLimit }
      && counts.reduce(0, +) <= networkLimit
      && network.parameterCount(in: .alexeyab) <= networkLimit
      && network.operationCount <= operationLimit
  }
}

extension [[Float]] {
  /// The values as they are in memory: also for what is no number.
  fileprivate var bits: [[UInt32]] { map { $0.map(\.bitPattern) } }
}
