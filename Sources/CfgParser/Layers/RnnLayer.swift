/// `[rnn]`: a layer of hidden values that sees the input and its own values of the step before.
///
/// With a = act(input · x), b = actₛ(self · s): s = a + b (+ s with `shortcut`), y = act(output ·
/// s).
///
/// - Input: any shape, taken as C · H · W values in that order. Output: output × 1 × 1.
/// - State: the hidden values s.
/// - Weights: three connected layers, input, self and output.
/// - Reference: darknet `rnn_layer.c`, `forward_rnn_layer`; `hidden` and `logistic` are AlexeyAB's.
package struct RnnLayer: Layer {
  package static let sectionNames = ["rnn"]

  /// Number of outputs.
  package let output: Int
  /// Number of hidden values.
  ///
  /// Where the key is missing they are as many as the outputs, as in the original; in AlexeyAB's
  /// fork it is 1 then.
  package let hidden: Int
  /// What is applied to the sums; darknet's default is logistic.
  package let activation: Activation
  /// What is applied to the sums over the hidden values: `logistic` may ask for another one.
  package let selfActivation: Activation
  /// Whether the sums of each inner layer are normalised.
  package let batchNormalize: Bool
  /// Whether the hidden values are added to those of the step before.
  package let shortcut: Bool

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    let counts = 1...Limits.vectorCount
    output = try options.int("output", default: 1, in: counts)
    activation = try options.name("activation", default: .logistic)
    batchNormalize = try options.flag("batch_normalize")
    shortcut = try options.flag("shortcut")
    guard options.compatibility != .pjreddie else {
      (hidden, selfActivation) = (output, activation)
      return
    }
    let absent = options.compatibility == .alexeyab ? 1 : output
    hidden = try options.int("hidden", default: absent, in: counts)
    switch try options.int("logistic", default: 0, in: 0...2) {
    case 1: selfActivation = .logistic
    case 2: selfActivation = .loggy
    default: selfActivation = activation
    }
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    Shape(channels: output, height: 1, width: 1)
  }

  package func stateShapes(for inputs: [Shape]) -> [Shape] {
    [Shape(channels: hidden, height: 1, width: 1)]
  }

  package func weightBlocks(for inputs: [Shape], in dialect: WeightDialect) -> [WeightBlock] {
    let state = stateShapes(for: inputs)[0]
    return inputLayer.weightBlocks(as: "input", reading: inputs[0], in: dialect)
      + selfLayer.weightBlocks(as: "self", reading: state, in: dialect)
      + outputLayer.weightBlocks(as: "output", reading: state, in: dialect)
  }

  /// From the input to the hidden values.
  package var inputLayer: ConnectedLayer { layer(hidden, activation) }
  /// From the hidden values of the step before to those of this one.
  package var selfLayer: ConnectedLayer { layer(hidden, selfActivation) }
  /// From the hidden values to the outputs.
  package var outputLayer: ConnectedLayer { layer(output, activation) }

  private func layer(_ output: Int, _ activation: Activation) -> ConnectedLayer {
    ConnectedLayer(output: output, activation: activation, batchNormalize: batchNormalize)
  }
}
