import CfgParser

extension ActivationLayer: Lowerable {
  var canWorkInPlace: Bool { activation != .linear }

  func isAlias(_ node: Network.Node) -> Bool { activation == .linear }

  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    guard !isAlias(node) else {
      plan.alias(node, to: plan.input(of: node))
      return
    }
    plan.activationStep(activation, on: plan.copyInput(of: node), for: node)
  }
}

extension PlanBuilder {
  /// Brings the layer's input into its output, which may be the same memory, for steps that change
  /// it there.
  mutating func copyInput(of node: Network.Node) -> Slot {
    let (input, output) = (input(of: node), output(of: node))
    guard input != output else { return output }
    copyStep(input, to: output, for: node)
    return output
  }
}
