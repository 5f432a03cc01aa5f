import CfgParser

extension ConvolutionalLayer: Lowerable {
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError) {
    // The shapes were checked when the network was made.
    let shape = (try? convolvedShape(for: node.inputShapes)) ?? node.outputShape
    let input = plan.input(of: node)
    let geometry = geometry(from: input.shape, to: shape)
    let follower = joinable(after: node, in: &plan)
    let chosen =
      xnor
      ? .init(.init(algorithm: .direct))
      : plan.algorithm(
        for: geometry, from: input, isPooled: follower?.isPairPooling == true)
    let joined = follower.flatMap { layer in
      !layer.isPairPooling
        || chosen.algorithm.poolsPairs(of: geometry, after: activation, by: plan.kernels)
        ? layer : nil
    }
    let output =
      joined.map { plan.join($0, to: node) }
      ?? plan.target(of: node, before: antialiasing, shape: shape)
    try addSteps(
      as: nil, geometry, by: chosen, joinedBy: joined, from: input, to: output, for: node,
      into: &plan)
    plan.blurStep(antialiasing, from: output, for: node)
  }

  /// The layer behind this one, if an algorithm could do it in the same step.
  private func joinable(after node: Network.Node, in plan: inout PlanBuilder) -> JoinedLayer? {
    let isFinished = antialiasing == nil && !xnor && plan.options.foldsBatchNormalization
    return isFinished && activation.isElementwise ? plan.joinable(after: node) : nil
  }
}

extension ConvolutionalLayer: InnerLowerable {
  func addSteps(
    as part: String?, from input: Slot, to output: Slot, for node: Network.Node,
    into plan: inout PlanBuilder
  ) throws(WeightsError) {
    let geometry = geometry(from: input.shape, to: output.shape)
    let chosen =
      xnor ? .init(.init(algorithm: .direct)) : plan.algorithm(for: geometry, from: input)
    try addSteps(
      as: part, geometry, by: chosen, joinedBy: nil, from: input, to: output, for: node,
      into: &plan)
  }

  private func addSteps(
    as part: String?, _ geometry: ConvolutionGeometry, by chosen: ConvolutionChoice.Chosen,
    joinedBy joined: JoinedLayer?, from input: Slot, to output: Slot, for node: Network.Node,
    into plan: inout PlanBuilder
  ) throws(WeightsError) {
    let parameters = try parameters(of: node, part: part, in: plan)
    let isFinished = parameters.normalization == nil && !xnor
    if xnor {
      try binarySteps(
        parameters, geometry, as: part, from: input, to: output, for: node, into: &plan)
    } else {
      let name = "convolution \(sizeDescription(for: [input.shape]))"
      let kernels = plan.kernels(for: chosen.precision)
      try plan.weightedStep(
        stepName(name, as: part), reading: joined?.sum.map { [$0.term] } ?? [], from: input,
        to: output, for: node, timings: chosen.timings
      ) { threads throws(WeightsError) in
        let parameters = try parameters.loaded(for: threads)
        let convolution = try unsafe Convolution(
          geometry, bias: parameters.bias, activation: isFinished ? activation : .linear,
          algorithm: chosen.algorithm, poolsPairs: joined?.isPairPooling == true,
          kernels: kernels, threads: threads
        ) { outputs, buffer throws(WeightsError) in
          try unsafe parameters.readRows(outputs, into: buffer)
        }
        return JoinedConvolution(convolution: convolution, joined: joined)
      }
    }
    if let normalization = parameters.normalization {
      plan.normalizationStep(normalization, from: output, to: output, for: node)
    }
    if !isFinished { plan.activationStep(activation, on: output, for: node) }
  }

  /// Of this layer, of the one whose parameters it uses, or of the layer `part` inside.
  ///
  /// The original takes the signs of the kernels before they are normalised, so nothing is folded
  /// there.
  private func parameters(
    of node: Network.Node, part: String?, in plan: PlanBuilder
  ) throws(WeightsError) -> LinearParameters {
    let owner = plan.network.parameterNode(of: node)
    let stored = owner.layer as? ConvolutionalLayer ?? self
    let folds = !xnor || plan.network.compatibility != .pjreddie
    return try LinearParameters(
      plan.weights, of: owner.index, part: part, outputs: filters,
      batchNormalize: stored.batchNormalize,
      folds: folds && plan.options.foldsBatchNormalization, isTransposed: stored.flipped)
  }

  private func geometry(from input: Shape, to output: Shape) -> ConvolutionGeometry {
    ConvolutionGeometry(
      input: input, output: output, size: size, strideX: window.strideX,
      strideY: window.strideY, padding: padding * dilation, dilation: dilation, groups: groups)
  }
}
