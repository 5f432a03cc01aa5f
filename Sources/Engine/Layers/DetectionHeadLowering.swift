import CfgParser

extension BoxLayer {
  var canWorkInPlace: Bool { true }

  func lower(_ node: Network.Node, into plan: inout PlanBuilder) {
    plan.lowerDetectionHead(node)
  }
}

extension PlanBuilder {
  /// Gives a head no step if only boxes are wanted.
  ///
  /// Decoding applies its functions where there is an object, which is a small part of the grid. If
  /// something else reads the layer, it gets what darknet's layer gives.
  mutating func lowerDetectionHead(_ node: Network.Node) {
    let input = input(of: node)
    let isRead = network.nodes.contains { $0.inputs.contains(.layer(node.index)) }
    let isInOrder = node.outputShape.isImage || input.shape.area == 1
    if !isRead, !options.retainsActivations, input.isContiguous, isInOrder {
      alias(node, to: input)
      markRawHead(node)
      return
    }
    guard let head = DetectionHead(node, in: network, tree: trees[node.index]) else { return }
    let output = output(of: node)
    if !isInOrder {
      flattenStep(input, to: output, for: node)
    } else if input != output {
      copyStep(input, to: output, for: node)
    }
    step("\(node.type) activations", for: node, reads: [output], writes: output) { run in
      run[output].withMutableSpan { head.activate(&$0) }
    }
  }
}
