import CKernels
import CfgParser
import Engine

extension LinearTraining {
  /// The step that multiplies windows by weights, adds the bias and applies the function.
  func addProduct(
    _ product: WindowProduct, _ weights: ParameterArray, bias: ParameterArray?,
    _ function: dk_activation, from input: TrainingSlot, to output: TrainingSlot,
    for node: Network.Node, in plan: inout TrainingPlanBuilder
  ) {
    if let tiles = geometry.winogradTiles(images: plan.images) {
      addWinogradProduct(
        tiles, weights, bias: bias, function, from: input, to: output, for: node, in: &plan)
      return
    }
    let stride = geometry.output.channels
    plan.step(
      "product", for: node, reads: [input.buffer], writes: [output.buffer],
      scratchCount: WindowProduct.scratchCount(for: plan.kernels)
    ) { run in
      let values = unsafe run.parameters.values
      unsafe product.run(
        run[input].values, weights: values + weights.offset, into: run[output].values,
        outputStride: stride,
        ending: .init(
          bias: bias.map { unsafe UnsafePointer(values + $0.offset) }, activation: function),
        in: run)
    }
  }

  private func addWinogradProduct(
    _ tiles: WinogradTiles, _ weights: ParameterArray, bias: ParameterArray?,
    _ function: dk_activation, from input: TrainingSlot, to output: TrainingSlot,
    for node: Network.Node, in plan: inout TrainingPlanBuilder
  ) {
    let product = WinogradProduct(tiles, turnsTaps: false, kernels: plan.kernels)
    let layout = computedLayout
    let memory = plan.buffer(product.sharedCount)
    plan.step(
      "product", for: node, reads: [input.buffer], writes: [output.buffer, memory],
      scratchCount: product.scratchCount
    ) { run in
      let values = unsafe run.parameters.values
      unsafe product.run(
        run[input].values, into: run[output].values,
        ending: .init(
          bias: bias.map { unsafe UnsafePointer(values + $0.offset) }, activation: function),
        memory: run.buffer(memory), in: run
      ) { panel, channels, _ in
        let first = weights.offset + panel * layout.panelStride + channels.lowerBound * layout.width
        return unsafe (UnsafePointer(values + first), layout.channels * layout.width)
      }
    }
  }

  /// What comes to the weights and to the input from the delta of the sums.
  func addGradients(
    _ product: WindowProduct, _ weights: ParameterArray, from input: TrainingSlot,
    delta: TrainingSlot, for node: Network.Node, in plan: inout TrainingPlanBuilder
  ) {
    if let tiles = geometry.winogradTiles(images: plan.images) {
      addWinogradWeightGradient(tiles, weights, from: input, delta: delta, for: node, in: &plan)
    } else {
      addWeightGradient(product, weights, from: input, delta: delta, for: node, in: &plan)
    }
    guard let target = plan.contribution(of: node) else { return }
    if let tiles = geometry.mirrored.winogradTiles(images: plan.images) {
      addWinogradInputGradient(tiles, weights, delta: delta, to: target, for: node, in: &plan)
    } else {
      addInputGradient(weights, delta: delta, to: target, for: node, in: &plan)
    }
  }

  private func addWeightGradient(
    _ product: WindowProduct, _ weights: ParameterArray, from input: TrainingSlot,
    delta: TrainingSlot, for node: Network.Node, in plan: inout TrainingPlanBuilder
  ) {
    let gradient = WeightGradient(of: product)
    let stride = geometry.output.channels
    let partSums = plan.buffer(gradient.partValueCount)
    plan.step(
      "weights", for: node, reads: [input.buffer, delta.buffer], writes: [partSums],
      scratchCount: WindowProduct.scratchCount(for: plan.kernels)
    ) { run in
      unsafe gradient.run(
        run[input].values, delta: run[delta].values, deltaStride: stride,
        into: run.parameters.updates + weights.offset, partSums: run.buffer(partSums), in: run)
    }
  }

  private func addWinogradWeightGradient(
    _ tiles: WinogradTiles, _ weights: ParameterArray, from input: TrainingSlot,
    delta: TrainingSlot, for node: Network.Node, in plan: inout TrainingPlanBuilder
  ) {
    let gradient = WinogradWeightGradient(tiles, kernels: plan.kernels)
    let memory = plan.buffer(gradient.sharedCount)
    plan.step(
      "weights", for: node, reads: [input.buffer, delta.buffer], writes: [memory],
      scratchCount: gradient.scratchCount
    ) { run in
      unsafe gradient.run(
        run[input].values, delta: run[delta].values,
        into: run.parameters.updates + weights.offset, memory: run.buffer(memory), in: run)
    }
  }

  private func addInputGradient(
    _ weights: ParameterArray, delta: TrainingSlot,
    to target: TrainingPlanBuilder.Contribution, for node: Network.Node,
    in plan: inout TrainingPlanBuilder
  ) {
    let inputGradient = InputGradient(
      geometry, panels: computedLayout, images: plan.images, kernels: plan.kernels)
    let turned = plan.buffer(inputGradient.turnedCount)
    plan.step("turn weights", for: node, reads: [], writes: [turned]) { run in
      unsafe inputGradient.turn(
        run.parameters.values + weights.offset, into: run.buffer(turned), in: run)
    }
    plan.step(
      "delta", for: node, reads: [delta.buffer, turned, target.slot.buffer],
      writes: [target.slot.buffer], scratchCount: inputGradient.scratchCount(for: plan.kernels)
    ) { run in
      unsafe inputGradient.run(
        run[delta].values, turned: run.buffer(turned), into: run[target.slot].values,
        adds: !target.isFirst, in: run)
    }
  }

  /// The input's delta is the convolution of the output's with the weights turned by 180°.
  private func addWinogradInputGradient(
    _ tiles: WinogradTiles, _ weights: ParameterArray, delta: TrainingSlot,
    to target: TrainingPlanBuilder.Contribution, for node: Network.Node,
    in plan: inout TrainingPlanBuilder
  ) {
    let product = WinogradProduct(tiles, turnsTaps: true, kernels: plan.kernels)
    let panels = computedLayout
    let part = InputGradientPart(of: geometry, panels: panels, images: plan.images)
    let memory = plan.buffer(product.sharedCount)
    plan.step(
      "delta", for: node, reads: [delta.buffer, target.slot.buffer],
      writes: [target.slot.buffer, memory], scratchCount: product.scratchCount
    ) { run in
      let values = unsafe UnsafePointer(run.parameters.values + weights.offset)
      unsafe product.run(
        run[delta].values, into: run[target.slot].values, ending: .init(adds: !target.isFirst),
        memory: run.buffer(memory), in: run
      ) { panel, filters, scratch in
        unsafe part.turn(values, of: panels, panel: panel, filters: filters, into: scratch)
        return unsafe (UnsafePointer(scratch), filters.count * panels.width)
      }
    }
  }
}

extension ConvolutionGeometry {
  /// The convolution that leads from the output's delta to the input's, where windows lie side by
  /// side.
  fileprivate var mirrored: ConvolutionGeometry {
    ConvolutionGeometry(
      input: output, output: input, size: size, strideX: strideX, strideY: strideY,
      padding: (size - 1) * dilation - padding, dilation: dilation, groups: groups)
  }
}
