import CKernels
import CfgParser
import Engine

extension LocalLayer: Trainable {
  func train(_ node: Network.Node, in plan: inout TrainingPlanBuilder) throws {
    let function = try node.trainable(activation)
    let local = LocalProducts(self, of: node, images: plan.images, kernels: plan.kernels)
    let weights = plan.parameters(
      "weights", of: node, count: node.outputShape.count * local.layout.depth, role: .weights,
      layout: .panels(local.layout))
    let shape = node.outputShape
    let biases = plan.parameters(
      "biases", of: node, count: shape.count, role: .offsets,
      layout: .activation(channels: shape.channels, area: shape.area))
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let isApplied = activation.slopeIsKnownFromOutput
    let sums = isApplied ? output : plan.slot(shape)
    plan.step(
      "local products", for: node, reads: [input.buffer], writes: [sums.buffer],
      scratchCount: WindowProduct.scratchCount(for: plan.kernels)
    ) { run in
      local.forward(
        run[input], weights, biases, isApplied ? function : dk_linear, into: run[sums], in: run)
    }
    if !isApplied { plan.activationStep(function, from: sums, to: output, for: node) }
    plan.backward(of: node) { delta, plan in
      plan.slopeStep(function, at: sums, delta, for: node)
      local.addGradients(weights, biases, from: input, delta: delta, for: node, in: &plan)
    }
  }
}
