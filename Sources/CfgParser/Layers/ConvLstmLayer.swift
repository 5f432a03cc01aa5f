/// `[conv_lstm]`: long short-term memory whose inner layers are convolutions.
///
/// With the states h and c and the input x: f, i = σ(w(h) + u(x) + v(c)), g = tanh(wg(h) + ug(x)),
/// c = f ∘ c + i ∘ g, o = σ(wo(h) + uo(x) + vo(c)), h = o ∘ tanh(c), y = h. The v are there with
/// `peephole`; each convolution has the layer's activation. Then c is kept within ±state_constrain.
///
/// - Input: C × H × W. Output: output × ((H − 1) / stride + 1) × (likewise W).
/// - State: h and c, of the output's shape.
/// - Weights: convolutions: with `peephole` vf, vi, vo; then wf, wi, wg, wo, uf, ui, ug, uo.
/// - Note: `bottleneck` exists in Darknet's GPU code only and is refused; `shortcut` and
///   `lstm_activation`, likewise, are ignored as Darknet ignores them on a CPU.
/// - Reference: AlexeyAB's darknet `conv_lstm_layer.c`, `forward_conv_lstm_layer`; Shi et al.,
///   [arXiv:1506.04214](https://arxiv.org/abs/1506.04214).
package struct ConvLstmLayer: Layer {
  package static let sectionNames = ["conv_lstm"]

  /// Channels of the output and of the states.
  package let output: Int
  /// Pixels of the input from one position of its kernels to the next.
  package let stride: Int
  /// Whether the gates see c as well.
  package let peephole: Bool
  /// The largest magnitude a value of c may keep; darknet's default is 32 a time step.
  package let stateConstrain: Int
  /// What the convolutions have in common.
  package let convolution: InnerConvolution

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    output = try options.int("output", default: 1, in: 1...Limits.channelCount)
    stride = try options.int("stride", default: 1, in: 1...1024)
    peephole = try options.flag("peephole")
    stateConstrain = try options.int("state_constrain", default: 32, in: 1...Limits.vectorCount)
    try options.refuse("bottleneck", unless: 0)
    convolution = try InnerConvolution(
      reading: &options, activation: options.name("activation", default: .linear),
      batchNormalize: options.flag("batch_normalize"))
    try convolution.check(output, of: "output", in: options)
    try Self.warn(&options)
    options.accept(["time_normalizer"])
  }

  private static func warn(_ options: inout SectionReader) throws(CfgError) {
    if try options.flag("shortcut") {
      options.warn("shortcut", "'shortcut' is ignored, as Darknet ignores it on a CPU")
    }
    let activation: Activation = try options.name("lstm_activation", default: .tanh)
    if activation != .tanh {
      options.warn(
        "lstm_activation", "'lstm_activation' is ignored, as Darknet ignores it on a CPU")
    }
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let shape = try inputLayer.outputShape(for: inputs)
    _ = try stateLayer.outputShape(for: [shape])
    return shape
  }

  package func stateShapes(for inputs: [Shape]) -> [Shape] {
    // The shapes were checked when the network was made.
    (try? outputShape(for: inputs)).map { [$0, $0] } ?? []
  }

  package func weightBlocks(for inputs: [Shape], in dialect: WeightDialect) -> [WeightBlock] {
    guard let state = stateShapes(for: inputs).first else { return [] }
    let ofCell = (peephole ? ["vf", "vi", "vo"] : [])
    let ofState = ofCell + ["wf", "wi", "wg", "wo"]
    return ofState.flatMap { stateLayer.weightBlocks(as: $0, reading: state, in: dialect) }
      + ["uf", "ui", "ug", "uo"].flatMap {
        inputLayer.weightBlocks(as: $0, reading: inputs[0], in: dialect)
      }
  }

  package func sizeDescription(for inputs: [Shape]) -> String {
    inputLayer.sizeDescription(for: inputs)
  }

  /// Each of the convolutions of the input, `u` with the letter of the gate.
  package var inputLayer: ConvolutionalLayer {
    convolution.layer(filters: output, stride: stride)
  }
  /// Each of the convolutions of h and c, `w` and `v` with the letter of the gate.
  package var stateLayer: ConvolutionalLayer { convolution.layer(filters: output) }
}
