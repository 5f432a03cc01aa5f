import CfgParser

extension ConvolutionalLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError) {
    let input = plan.input(of: node)
    let geometry = geometry(node)
    let output = plan.target(of: node, before: antialiasing, shape: geometry.output)
    let owner = plan.network.parameterNode(of: node)
    let stored = owner.layer as? ConvolutionalLayer ?? self
    let parameters = try LinearParameters(
      plan.weights, of: owner.index, outputs: filters, batchNormalize: stored.batchNormalize,
      folds: plan.options.foldsBatchNormalization, isTransposed: stored.flipped)
    let isFinished = parameters.normalization == nil
    let convolution = try unsafe Convolution(
      geometry, bias: parameters.bias, activation: isFinished ? activation : .linear,
      algorithm: plan.algorithm(for: geometry), kernels: plan.kernels, threads: plan.threads
    ) { outputs, buffer throws(WeightsError) in
      try unsafe parameters.readRows(outputs, into: buffer)
    }
    plan.step(
      "convolution \(sizeDescription(for: node.inputShapes)), \(convolution.algorithm)", for: node,
      reads: [input], writes: output,
      operationCount: operationCount(for: node.inputShapes),
      weightByteCount: convolution.weightByteCount,
      scratchCount: convolution.scratchFloatsPerWorker,
      sharedScratchCount: convolution.sharedScratchFloats
    ) { run in
      convolution.run(run[input], into: run[output], scratch: run.scratch, threads: run.threads)
    }
    if let normalization = parameters.normalization {
      plan.normalizationStep(normalization, from: output, to: output, for: node)
      plan.activationStep(activation, on: output, for: node)
    }
    plan.blurStep(antialiasing, from: output, for: node)
  }

  private func geometry(_ node: Network.Node) -> ConvolutionGeometry {
    // The shapes were checked when the network was made.
    let convolved = (try? convolvedShape(for: node.inputShapes)) ?? node.outputShape
    return ConvolutionGeometry(
      input: node.inputShapes[0], output: convolved, size: size, strideX: window.strideX,
      strideY: window.strideY, padding: padding * dilation, dilation: dilation, groups: groups)
  }
}
