import CfgParser

extension ConvolutionalLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError) {
    // The shapes were checked when the network was made.
    let shape = (try? convolvedShape(for: node.inputShapes)) ?? node.outputShape
    let input = plan.input(of: node)
    let output = plan.target(of: node, before: antialiasing, shape: shape)
    try addSteps(as: nil, from: input, to: output, for: node, into: &plan)
    plan.blurStep(antialiasing, from: output, for: node)
  }
}

extension ConvolutionalLayer: InnerLowerable {
  func addSteps(
    as part: String?, from input: Slot, to output: Slot, for node: Network.Node,
    into plan: inout PlanBuilder
  ) throws(WeightsError) {
    let geometry = geometry(from: input.shape, to: output.shape)
    let owner = plan.network.parameterNode(of: node)
    let stored = owner.layer as? ConvolutionalLayer ?? self
    let parameters = try LinearParameters(
      plan.weights, of: owner.index, part: part, outputs: filters,
      batchNormalize: stored.batchNormalize, folds: plan.options.foldsBatchNormalization,
      isTransposed: stored.flipped)
    let isFinished = parameters.normalization == nil
    let convolution = try unsafe Convolution(
      geometry, bias: parameters.bias, activation: isFinished ? activation : .linear,
      kernels: plan.kernels, threads: plan.threads
    ) { outputs, buffer throws(WeightsError) in
      try unsafe parameters.readRows(outputs, into: buffer)
    }
    plan.step(
      stepName(
        "convolution \(sizeDescription(for: [input.shape])), \(convolution.algorithm)", as: part),
      for: node, reads: [input], writes: output,
      operationCount: node.operationCount,
      weightByteCount: convolution.weightByteCount,
      scratchCount: convolution.scratchFloatsPerWorker
    ) { run in
      convolution.run(run[input], into: run[output], scratch: run.scratch, threads: run.threads)
    }
    if let normalization = parameters.normalization {
      plan.normalizationStep(normalization, from: output, to: output, for: node)
      plan.activationStep(activation, on: output, for: node)
    }
  }

  private func geometry(from input: Shape, to output: Shape) -> ConvolutionGeometry {
    ConvolutionGeometry(
      input: input, output: output, size: size, strideX: window.strideX,
      strideY: window.strideY, padding: padding * dilation, dilation: dilation, groups: groups)
  }
}
