import CfgParser

extension SoftmaxLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let temperature = temperature
    plan.flattenStep(input, to: output, for: node)
    if let tree = plan.trees[node.index] {
      plan.step("softmax of a tree", for: node, reads: [output], writes: output) { run in
        for group in tree.groups {
          let values = unsafe run[output].values + group.lowerBound
          unsafe softmax(
            values, into: values, groups: 1, groupSize: group.count, temperature: temperature,
            kernels: run.kernels)
        }
      }
      return
    }
    let groups = groups
    let groupSize = output.shape.count / groups
    plan.step("softmax", for: node, reads: [output], writes: output) { run in
      let values = unsafe run[output].values
      unsafe softmax(
        values, into: values, groups: groups, groupSize: groupSize, temperature: temperature,
        kernels: run.kernels)
    }
  }
}
