import CfgParser

extension ScaleChannelsLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    plan.productStep(of: 1, by: 0, "layer \(from) scaled", for: node)
    plan.activationStep(activation, on: plan.output(of: node), for: node)
  }
}
