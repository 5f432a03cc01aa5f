import CfgParser

extension DeconvolutionalLayer: Lowerable {
  /// A 1×1 convolution makes all kernels of a pixel, which are then painted over one another.
  func lower(_ node: Network.Node, into plan: inout PlanBuilder) throws(WeightsError) {
    let output = plan.output(of: node)
    let parameters = try PaintedKernels(self, plan.weights, of: node, plan.options)
    let painted = try paintStep(parameters, for: node, in: &plan)
    let painting = KernelPainting(size: size, stride: stride, padding: padding)
    let bias = parameters.bias
    plan.step("kernels painted \(size)×\(size)", for: node, reads: [painted], writes: output) {
      run in
      paintKernels(
        run[painted], into: run[output], painting, bias: bias, kernels: run.kernels,
        threads: run.threads)
    }
    if let normalization = parameters.normalization {
      plan.normalizationStep(normalization, from: output, to: output, for: node)
    }
    plan.activationStep(activation, on: output, for: node)
  }

  /// Adds the convolution, and gives where it writes.
  private func paintStep(
    _ parameters: PaintedKernels, for node: Network.Node, in plan: inout PlanBuilder
  ) throws(WeightsError) -> Slot {
    let input = plan.input(of: node)
    let shape = Shape(
      channels: filters * size * size, height: input.shape.height, width: input.shape.width)
    let painted = plan.temporary(shape)
    let geometry = ConvolutionGeometry(
      input: input.shape, output: shape, size: 1, strideX: 1, strideY: 1, padding: 0, dilation: 1,
      groups: 1)
    let convolution = unsafe Convolution(
      geometry, bias: [Float](repeating: 0, count: shape.channels), activation: .linear,
      kernels: plan.kernels, threads: plan.threads
    ) { outputs, buffer throws(Never) in
      unsafe parameters.copyRows(outputs, into: buffer)
    }
    plan.convolutionStep(
      convolution, "deconvolution \(sizeDescription(for: node.inputShapes))", from: input,
      to: painted, for: node)
    return painted
  }
}

/// The parameters of a `[deconvolutional]` layer, with rows in the order [tap][filter].
private struct PaintedKernels {
  /// Where sums begin.
  let bias: [Float]
  /// The normalisation that is left to do, if it is not folded.
  let normalization: BatchNormalization?
  private let values: [Float]
  private let factors: [Double]?
  private let filters: Int
  private let taps: Int

  init(
    _ layer: DeconvolutionalLayer, _ weights: NetworkWeights, of node: Network.Node,
    _ options: PlanOptions
  ) throws(WeightsError) {
    (filters, taps) = (layer.filters, layer.size * layer.size)
    values = try weights.values("weights", of: node.index) ?? []
    let linear = try LinearParameters(
      weights, of: node.index, outputs: layer.filters, batchNormalize: layer.batchNormalize,
      folds: options.foldsBatchNormalization, isTransposed: false)
    (bias, normalization, factors) = (linear.bias, linear.normalization, linear.factors)
  }

  /// Fills `buffer` with rows of as many values as the input has channels.
  ///
  /// The file has them the other way: [channel][filter][tap].
  func copyRows(_ rows: Range<Int>, into buffer: UnsafeMutableBufferPointer<Float>) {
    let channels = values.count / max(1, filters * taps)
    for (position, row) in rows.enumerated() {
      let (tap, filter) = row.quotientAndRemainder(dividingBy: filters)
      let factor = factors?[filter] ?? 1
      for channel in 0..<channels {
        let value = values[(channel * filters + filter) * taps + tap]
        unsafe buffer[position * channels + channel] = Float(Double(value) * factor)
      }
    }
  }
}
