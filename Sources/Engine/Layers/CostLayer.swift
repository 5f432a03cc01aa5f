import CfgParser

extension CostLayer: Lowerable {
  /// The layer gives a vector: the same memory only where that has the order of one.
  func isAlias(_ node: Network.Node) -> Bool { node.inputShapes[0].area == 1 }

  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let input = plan.input(of: node)
    if isAlias(node) {
      plan.alias(node, to: input)
    } else {
      plan.flattenStep(input, to: plan.output(of: node), for: node)
    }
  }
}
