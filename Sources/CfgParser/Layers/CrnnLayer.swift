/// `[crnn]`: a recurrent layer whose three inner layers are convolutions.
///
/// s = input(x) + self(s) (+ s with `shortcut`), y = output(s); each convolution has the layer's
/// activation.
///
/// - Input: C × H × W. Output: output × H × W.
/// - State: s, hidden × H × W.
/// - Weights: three convolutions, input, self and output.
/// - Note: The names of the keys tell the fork: with `output_filters` or `hidden_filters` it is the
///   original's layer, 3×3 and padded whatever else is set; with `output` and `hidden` it is
///   AlexeyAB's, padded only if the section says so. The original swaps height and width of images
///   that are not square; that is not imitated.
/// - Reference: darknet `crnn_layer.c`, `forward_crnn_layer`.
package struct CrnnLayer: Layer {
  package static let sectionNames = ["crnn"]

  /// Channels of the output.
  package let output: Int
  /// Channels of the state.
  package let hidden: Int
  /// Whether the state is added to that of the step before.
  package let shortcut: Bool
  /// What the three convolutions have in common.
  package let convolution: InnerConvolution

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    let counts = 1...Limits.channelCount
    let activation: Activation = try options.name("activation", default: .logistic)
    let batchNormalize = try options.flag("batch_normalize")
    shortcut = try options.flag("shortcut")
    let originalKeys = (options.contains("output_filters"), options.contains("hidden_filters"))
    if originalKeys != (false, false) {
      output = try options.int("output_filters", default: 1, in: counts)
      hidden = try options.int("hidden_filters", default: 1, in: counts)
      convolution = InnerConvolution(activation: activation, batchNormalize: batchNormalize)
    } else {
      output = try options.int("output", default: 1, in: counts)
      hidden = try options.int("hidden", default: 1, in: counts)
      convolution = try InnerConvolution(
        reading: &options, activation: activation, batchNormalize: batchNormalize)
      guard try options.int("stride", default: 1, in: 1...1024) == 1 else {
        throw options.fault("stride", "does not keep the size of the state; [crnn] takes stride=1")
      }
      try convolution.check(output, of: "output", in: options)
      try convolution.check(hidden, of: "hidden", in: options)
    }
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let state = try inputLayer.outputShape(for: inputs)
    return try outputLayer.outputShape(for: [state])
  }

  package func stateShapes(for inputs: [Shape]) -> [Shape] {
    [Shape(channels: hidden, height: inputs[0].height, width: inputs[0].width)]
  }

  package func weightBlocks(for inputs: [Shape], in dialect: WeightDialect) -> [WeightBlock] {
    let state = stateShapes(for: inputs)[0]
    return inputLayer.weightBlocks(as: "input", reading: inputs[0], in: dialect)
      + selfLayer.weightBlocks(as: "self", reading: state, in: dialect)
      + outputLayer.weightBlocks(as: "output", reading: state, in: dialect)
  }

  package func sizeDescription(for inputs: [Shape]) -> String {
    inputLayer.sizeDescription(for: inputs)
  }

  /// From the input to the state.
  package var inputLayer: ConvolutionalLayer { convolution.layer(filters: hidden) }
  /// From the state of the step before to that of this one.
  package var selfLayer: ConvolutionalLayer { convolution.layer(filters: hidden) }
  /// From the state to the output.
  package var outputLayer: ConvolutionalLayer { convolution.layer(filters: output) }
}
