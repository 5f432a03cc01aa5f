import CfgParser

extension LocalLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let parameters = try LinearParameters(
      plan.weights, of: node.index, outputs: output.shape.count, batchNormalize: false,
      folds: false, isTransposed: false)
    let geometry = ConvolutionGeometry(
      input: input.shape, output: output.shape, size: size, strideX: stride, strideY: stride,
      padding: pad, dilation: 1, groups: 1)
    let (activation, kernels) = (activation, plan.kernels)
    try plan.weightedStep(
      "local \(size)×\(size)/\(stride)", from: input, to: output, for: node
    ) { threads throws(WeightsError) in
      try unsafe LocallyConnected(
        geometry, bias: parameters.bias, activation: activation, kernels: kernels,
        threads: threads
      ) { rows, buffer throws(WeightsError) in
        try unsafe parameters.readRows(rows, into: buffer)
      }
    }
  }
}
