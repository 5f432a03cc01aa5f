import CfgParser

extension IsegLayer: Lowerable {
  var canWorkInPlace: Bool { true }

  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let output = plan.copyInput(of: node)
    plan.activationStep(.logistic, on: output.channels(from: 0, count: classes), for: node)
  }
}
