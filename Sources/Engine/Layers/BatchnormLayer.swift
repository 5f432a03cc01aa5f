import CfgParser

extension BatchnormLayer: Lowerable {
  var canWorkInPlace: Bool { true }

  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError) {
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    let normalization = try plan.weights.batchNormalization(of: node.index)
    plan.normalizationStep(normalization, from: input, to: output, for: node)
  }
}

extension PlanBuilder {
  /// A step that normalises every channel.
  mutating func normalizationStep(
    _ normalization: BatchNormalization, from input: Slot, to output: Slot, for node: Network.Node
  ) {
    affineStep(
      "batch normalisation", scale: normalization.scale.map { Float($0) },
      bias: normalization.bias, from: input, to: output, for: node)
  }

  /// A step that scales and shifts every channel.
  mutating func affineStep(
    _ name: String, scale: [Float], bias: [Float], from input: Slot, to output: Slot,
    for node: Network.Node
  ) {
    step(name, for: node, reads: [input], writes: output) { run in
      affine(
        run[input], into: run[output], scale: scale, bias: bias, kernels: run.kernels,
        threads: run.threads)
    }
  }

  /// A step that applies an activation in place.
  mutating func activationStep(_ activation: Activation, on slot: Slot, for node: Network.Node) {
    guard activation != .linear else { return }
    step(activation.rawValue, for: node, reads: [slot], writes: slot) { run in
      activate(run[slot], with: activation, kernels: run.kernels, threads: run.threads)
    }
  }
}
