import CKernels
import CfgParser
import Engine

/// How layers learn whose outputs are weighted sums: `[convolutional]` and `[connected]`.
struct LinearTraining {
  /// Where the windows lie; a `[connected]` layer looks at one pixel of many channels.
  let geometry: ConvolutionGeometry
  /// How the weights correspond to Darknet's.
  let layout: PanelLayout
  /// Whether sums are normalised.
  let batchNormalize: Bool
  /// What is applied at the end.
  let activation: Activation

  /// Adds the layer's forward steps, and what plans its backward steps.
  func addSteps(for node: Network.Node, in plan: inout TrainingPlanBuilder) throws {
    guard let function = activation.kernel else {
      throw node.untrainable("cannot be trained with activation=\(activation.rawValue)")
    }
    let weights = plan.parameters(
      "weights", of: node, count: geometry.groups * layout.outputs * layout.depth, role: .weights,
      layout: .panels(layout))
    let product = WindowProduct(windows: windows, panels: computedLayout, images: plan.images)
    let (input, output) = (plan.input(of: node), plan.output(of: node))
    if batchNormalize {
      addNormalized(product, weights, function, from: input, to: output, for: node, in: &plan)
    } else {
      addBiased(product, weights, function, from: input, to: output, for: node, in: &plan)
    }
  }

  private func addNormalized(
    _ product: WindowProduct, _ weights: ParameterArray, _ function: dk_activation,
    from input: TrainingSlot, to output: TrainingSlot, for node: Network.Node,
    in plan: inout TrainingPlanBuilder
  ) {
    let raw = plan.slot(geometry.output)
    let normalization = plan.normalization(
      of: node, shape: geometry.output, activation: function)
    addProduct(
      product, weights, bias: nil, dk_linear, from: input, to: raw, for: node, in: &plan)
    plan.step(
      "normalise", for: node, reads: [raw.buffer],
      writes: [output.buffer, normalization.statistics, normalization.partials]
    ) { run in
      normalization.forward(run[raw], into: run[output], in: run)
    }
    plan.backward(of: node) { delta, plan in
      plan.step(
        "normalise back", for: node, reads: [raw.buffer, normalization.statistics],
        writes: [delta.buffer, normalization.partials], scratchCount: normalization.scratchCount
      ) { run in
        normalization.backward(run[delta], input: run[raw], in: run)
      }
      addGradients(product, weights, from: input, delta: delta, for: node, in: &plan)
    }
  }

  private func addBiased(
    _ product: WindowProduct, _ weights: ParameterArray, _ function: dk_activation,
    from input: TrainingSlot, to output: TrainingSlot, for node: Network.Node,
    in plan: inout TrainingPlanBuilder
  ) {
    let biases = plan.parameters(
      "biases", of: node, count: geometry.output.channels, role: .offsets)
    let isApplied = activation.slopeIsKnownFromOutput
    // What the activation is applied to is kept where its slope cannot be told from its value.
    let sums = isApplied ? output : plan.slot(geometry.output)
    addProduct(
      product, weights, bias: biases, isApplied ? function : dk_linear, from: input, to: sums,
      for: node, in: &plan)
    if !isApplied { plan.activationStep(function, from: sums, to: output, for: node) }
    plan.backward(of: node) { delta, plan in
      plan.slopeStep(function, at: sums, delta, for: node)
      let blocks = RowBlocks(
        rowCount: plan.images * geometry.output.area, channels: geometry.output.channels)
      let columns = ColumnSums(blocks: blocks)
      let partials = plan.buffer(columns.partialCount)
      plan.step("biases", for: node, reads: [delta.buffer], writes: [partials]) { run in
        unsafe columns.run(
          run[delta], into: run.parameters.updates + biases.offset,
          partials: run.buffer(partials), in: run)
      }
      addGradients(product, weights, from: input, delta: delta, for: node, in: &plan)
    }
  }

  private func addProduct(
    _ product: WindowProduct, _ weights: ParameterArray, bias: ParameterArray?,
    _ function: dk_activation, from input: TrainingSlot, to output: TrainingSlot,
    for node: Network.Node, in plan: inout TrainingPlanBuilder
  ) {
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

  /// What comes to the weights and to the input from the delta of the sums.
  private func addGradients(
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
    guard let target = plan.contribution(of: node) else { return }
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

  /// The layout seen as weights of `geometry`: the same order in memory.
  private var computedLayout: PanelLayout {
    PanelLayout(
      groups: geometry.groups, outputs: geometry.filtersPerGroup,
      channels: geometry.channelsPerGroup, taps: geometry.taps, width: layout.width)
  }

  private var windows: BatchWindows {
    BatchWindows(
      height: geometry.input.height, width: geometry.input.width,
      channels: geometry.channelsPerGroup, pixelStride: geometry.input.channels,
      tapRows: geometry.size, tapColumns: geometry.size, strideX: geometry.strideX,
      strideY: geometry.strideY, paddingX: geometry.padding, paddingY: geometry.padding,
      dilationX: geometry.dilation, dilationY: geometry.dilation,
      outputHeight: geometry.output.height, outputWidth: geometry.output.width)
  }
}

extension Activation {
  /// Whether the slope at a value can be told from the function's value there, by the same rule.
  var slopeIsKnownFromOutput: Bool {
    switch self {
    case .linear, .leaky, .revleaky, .relu, .relu6, .relie, .ramp, .hardtan, .lhtan: true
    default: false
    }
  }
}
