import CfgParser

extension ConvolutionalLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let parameters = try LinearParameters(
      plan.weights, of: node.index, outputs: filters, batchNormalize: batchNormalize,
      folds: plan.options.foldsBatchNormalization, isTransposed: flipped)
    let isFinished = parameters.normalization == nil
    let convolution = try unsafe Convolution(
      geometry(node), bias: parameters.bias, activation: isFinished ? activation : .linear,
      kernels: plan.kernels, threads: plan.threads
    ) { outputs, buffer throws(WeightsError) in
      try unsafe parameters.readRows(outputs, into: buffer)
    }
    plan.step(
      "convolution \(sizeDescription(for: node.inputShapes)), \(convolution.algorithm)", for: node,
      reads: [input], writes: output,
      operationCount: operationCount(for: node.inputShapes),
      weightByteCount: convolution.weightByteCount,
      scratchCount: convolution.scratchFloatsPerWorker(
        threadCount: plan.threads.threadCount)
    ) { run in
      convolution.run(run[input], into: run[output], scratch: run.scratch, threads: run.threads)
    }
    guard let normalization = parameters.normalization else { return }
    plan.normalizationStep(normalization, from: output, to: output, for: node)
    plan.activationStep(activation, on: output, for: node)
  }

  private func geometry(_ node: Network.Node) -> ConvolutionGeometry {
    ConvolutionGeometry(
      input: node.inputShapes[0], output: node.outputShape, size: size, strideX: strideX,
      strideY: strideY, padding: padding * dilation, dilation: dilation, groups: groups)
  }
}
