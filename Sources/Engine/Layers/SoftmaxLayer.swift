import CfgParser

extension SoftmaxLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let (groups, temperature) = (groups, temperature)
    plan.flattenStep(input, to: output, for: node)
    plan.step("softmax", for: node, reads: [output], writes: output) { run in
      softmax(run[output], groups: groups, temperature: temperature)
    }
  }
}
