import CfgParser

extension SoftmaxLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let (groups, temperature) = (groups, temperature)
    let groupSize = output.shape.count / groups
    plan.flattenStep(input, to: output, for: node)
    plan.step("softmax", for: node, reads: [output], writes: output) { run in
      let values = unsafe run[output].values
      unsafe softmax(
        values, into: values, groups: groups, groupSize: groupSize, temperature: temperature,
        kernels: run.kernels)
    }
  }
}
