import CfgParser

extension ConnectedLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    try addSteps(as: nil, from: input, to: output, for: node, into: &plan)
  }
}

extension ConnectedLayer: InnerLowerable {
  func addSteps(
    as part: String?, from input: Slot, to output: Slot, for node: Network.Node,
    into plan: inout PlanBuilder
  ) throws(WeightsError) {
    let (count, shape) = (self.output, input.shape)
    let kernels = plan.kernels(for: plan.options.precision)
    let parameters = try LinearParameters(
      plan.weights, of: node.index, part: part, outputs: count, batchNormalize: batchNormalize,
      folds: plan.options.foldsBatchNormalization, isTransposed: plan.weights.isTransposed)
    let isFinished = parameters.normalization == nil
    try plan.weightedStep(
      stepName("connected \(shape.count) → \(count)", as: part), from: input, to: output,
      for: node
    ) { threads throws(WeightsError) in
      let parameters = try parameters.loaded(for: threads)
      return try unsafe Connected(
        channels: shape.channels, taps: shape.area, outputs: count, bias: parameters.bias,
        activation: isFinished ? activation : .linear, kernels: kernels, threads: threads
      ) { outputs, buffer throws(WeightsError) in
        try unsafe parameters.readRows(outputs, into: buffer)
      }
    }
    guard let normalization = parameters.normalization else { return }
    plan.normalizationStep(normalization, from: output, to: output, for: node)
    plan.activationStep(activation, on: output, for: node)
  }
}
