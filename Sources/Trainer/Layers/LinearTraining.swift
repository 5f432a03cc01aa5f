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

  /// The layout seen as weights of `geometry`: the same order in memory.
  var computedLayout: PanelLayout {
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
