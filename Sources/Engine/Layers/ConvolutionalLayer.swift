import CfgParser

extension ConvolutionalLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError) {
    let geometry = geometry(node)
    let output = plan.target(of: node, before: antialiasing, shape: geometry.output)
    let parameters = try parameters(of: node, in: plan)
    let isFinished = parameters.normalization == nil && !xnor
    if xnor {
      try binaryStep(parameters, geometry, to: output, for: node, in: &plan)
    } else {
      let convolution = try unsafe Convolution(
        geometry, bias: parameters.bias, activation: isFinished ? activation : .linear,
        kernels: plan.kernels, threads: plan.threads
      ) { outputs, buffer throws(WeightsError) in
        try unsafe parameters.readRows(outputs, into: buffer)
      }
      plan.convolutionStep(
        convolution, "convolution \(sizeDescription(for: node.inputShapes))",
        from: plan.input(of: node), to: output, for: node)
    }
    if let normalization = parameters.normalization {
      plan.normalizationStep(normalization, from: output, to: output, for: node)
    }
    if !isFinished { plan.activationStep(activation, on: output, for: node) }
    plan.blurStep(antialiasing, from: output, for: node)
  }

  /// Of this layer or of the one whose parameters it uses.
  ///
  /// The original takes the signs of the kernels before they are normalised, so nothing is folded
  /// there.
  private func parameters(
    of node: Network.Node, in plan: PlanBuilder
  ) throws(WeightsError) -> LinearParameters {
    let owner = plan.network.parameterNode(of: node)
    let stored = owner.layer as? ConvolutionalLayer ?? self
    let folds = !xnor || plan.network.compatibility != .pjreddie
    return try LinearParameters(
      plan.weights, of: owner.index, outputs: filters, batchNormalize: stored.batchNormalize,
      folds: folds && plan.options.foldsBatchNormalization, isTransposed: stored.flipped)
  }

  private func geometry(_ node: Network.Node) -> ConvolutionGeometry {
    // The shapes were checked when the network was made.
    let convolved = (try? convolvedShape(for: node.inputShapes)) ?? node.outputShape
    return ConvolutionGeometry(
      input: node.inputShapes[0], output: convolved, size: size, strideX: window.strideX,
      strideY: window.strideY, padding: padding * dilation, dilation: dilation, groups: groups)
  }
}

extension PlanBuilder {
  /// A step that convolves.
  mutating func convolutionStep(
    _ convolution: Convolution, _ name: String, from input: Slot, to output: Slot,
    for node: Network.Node
  ) {
    step(
      "\(name), \(convolution.algorithm)", for: node, reads: [input], writes: output,
      operationCount: node.operationCount, weightByteCount: convolution.weightByteCount,
      scratchCount: convolution.scratchFloatsPerWorker
    ) { run in
      convolution.run(run[input], into: run[output], scratch: run.scratch, threads: run.threads)
    }
  }
}
