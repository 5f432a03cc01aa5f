import CfgParser

extension SamLayer: Lowerable {
  var canWorkInPlace: Bool { true }

  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let output = plan.output(of: node)
    plan.multiplyStep(
      plan.input(0, of: node), by: plan.input(1, of: node), to: output, name: "times layer \(from)",
      for: node)
    plan.activationStep(activation, on: output, for: node)
  }
}
