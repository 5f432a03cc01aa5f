import CfgParser

extension ContrastiveLayer: Lowerable {
  func isAlias(_ node: Network.Node) -> Bool { true }

  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    plan.alias(node, to: plan.input(of: node))
  }
}
