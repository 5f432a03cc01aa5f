import CfgParser

extension RouteLayer: Lowerable {
  func isAlias(_ node: Network.Node) -> Bool { layers.count == 1 }

  func isConcatenation(_ node: Network.Node) -> Bool {
    layers.count > 1 && groups == 1 && node.outputShape.isImage
  }

  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    if isAlias(node) {
      plan.alias(node, to: slice(0, of: node, in: &plan))
      return
    }
    let output = plan.output(of: node)
    var filled = 0
    for index in node.inputs.indices {
      let input = slice(index, of: node, in: &plan)
      if node.outputShape.isImage {
        let part = output.channels(from: filled, count: input.shape.channels)
        if part != input { plan.copyStep(input, to: part, for: node) }
        filled += input.shape.channels
      } else {
        let part = output.part(from: filled, shape: Shape(vectorOf: input.shape.count))
        plan.flattenStep(input, to: part, for: node)
        filled += input.shape.count
      }
    }
  }

  /// The channels of an input that the layer takes: all, or group `groupId` of `groups`.
  private func slice(_ index: Int, of node: Network.Node, in plan: inout PlanBuilder) -> Slot {
    let input = plan.input(index, of: node)
    guard groups > 1 else { return input }
    let count = node.inputShapes[index].channels / groups
    return input.channels(from: groupId * count, count: count)
  }
}

extension PlanBuilder {
  /// A step that writes an image as a vector in darknet's order.
  mutating func flattenStep(_ input: Slot, to vector: Slot, for node: Network.Node) {
    step("\(input.shape) as a vector", for: node, reads: [input], writes: vector) { run in
      unsafe planar(run[input], into: run[vector].values, threads: run.threads)
    }
  }
}
