import CfgParser

extension ScaleChannelsLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let output = plan.output(of: node)
    plan.multiplyStep(
      plan.input(1, of: node), by: plan.input(0, of: node), to: output,
      name: "layer \(from) scaled", for: node)
    plan.activationStep(activation, on: output, for: node)
  }
}
