import CfgParser

extension ConvolutionalLayer {
  /// `xnor`: signs convolved with signs, then the mean magnitude of each kernel, and the bias.
  ///
  /// The signs stand in memory of their own with what the kernels see around the image: -1 in
  /// AlexeyAB's form, whose border is of bits that are not set, 0 in the original's.
  func binarySteps(
    _ parameters: LinearParameters, _ geometry: ConvolutionGeometry, as part: String?,
    from input: Slot, to output: Slot, for node: Network.Node, into plan: inout PlanBuilder
  ) throws(WeightsError) {
    let signs = signStep(input, offset: geometry.padding, as: part, for: node, in: &plan)
    let rows = BinaryRows(try parameters.loaded(for: plan.threads), outputs: filters)
    let padded = ConvolutionGeometry(
      input: signs.shape, output: geometry.output, size: size, strideX: geometry.strideX,
      strideY: geometry.strideY, padding: 0, dilation: dilation, groups: 1)
    let convolution = try unsafe Convolution(
      padded, bias: [Float](repeating: 0, count: filters), activation: .linear,
      kernels: plan.kernels, threads: plan.threads
    ) { outputs, buffer throws(WeightsError) in
      try unsafe rows.readRows(outputs, into: buffer)
    }
    let name = "binary convolution \(sizeDescription(for: [input.shape]))"
    plan.convolutionStep(
      convolution, stepName(name, as: part), from: signs, to: output, for: node)
    plan.affineStep(
      stepName("mean magnitudes", as: part), scale: rows.means, bias: parameters.bias, from: output,
      to: output,
      for: node)
  }

  /// Adds the step that takes the signs, and gives where it writes.
  private func signStep(
    _ input: Slot, offset: Int, as part: String?, for node: Network.Node,
    in plan: inout PlanBuilder
  ) -> Slot {
    // The shape was checked when the network was made.
    let signs = plan.temporary((try? signShape(for: [input.shape])) ?? input.shape)
    let border: Float = plan.network.compatibility == .pjreddie ? 0 : -1
    plan.step(stepName("signs", as: part), for: node, reads: [input], writes: signs) { run in
      binarize(
        run[input], into: run[signs], offset: offset, border: border, kernels: run.kernels,
        threads: run.threads)
    }
    return signs
  }
}
