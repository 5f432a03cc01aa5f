import CfgParser

extension LogisticLayer: Lowerable {
  var canWorkInPlace: Bool { true }

  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    plan.activationStep(.logistic, on: plan.copyInput(of: node), for: node)
  }
}
