/// `[gru]`: a gated recurrent unit.
///
/// With the state h and the input x: z = σ(uz · x + wz · h), r = σ(ur · x + wr · h),
/// c = φ(uh · x + wh · (r ∘ h)), h = z ∘ h + (1 − z) ∘ c, y = h.
///
/// - Input: any shape, taken as C · H · W values in that order. Output: output × 1 × 1.
/// - State: h.
/// - Weights: six connected layers, in the original wz, wr, wh, uz, ur and uh; in AlexeyAB's fork
///   the three of the input come first.
/// - Note: φ is logistic, not tanh, unless the section has the original's `tanh=1`.
/// - Reference: darknet `gru_layer.c`, `forward_gru_layer`; Cho et al.,
///   [arXiv:1406.1078](https://arxiv.org/abs/1406.1078).
package struct GruLayer: Layer {
  package static let sectionNames = ["gru"]

  /// Number of outputs.
  package let output: Int
  /// Whether the sums of each inner layer are normalised.
  package let batchNormalize: Bool
  /// Whether φ is tanh; AlexeyAB's fork does not know the key.
  package let tanh: Bool

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    output = try options.int("output", default: 1, in: 1...Limits.vectorCount)
    batchNormalize = try options.flag("batch_normalize")
    tanh = options.compatibility == .alexeyab ? false : try options.flag("tanh")
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    Shape(channels: output, height: 1, width: 1)
  }

  package func stateShapes(for inputs: [Shape]) -> [Shape] {
    [Shape(channels: output, height: 1, width: 1)]
  }

  package func weightBlocks(for inputs: [Shape], in dialect: WeightDialect) -> [WeightBlock] {
    let ofState = ["wz", "wr", "wh"].flatMap {
      layer.weightBlocks(as: $0, reading: stateShapes(for: inputs)[0], in: dialect)
    }
    let ofInput = ["uz", "ur", "uh"].flatMap {
      layer.weightBlocks(as: $0, reading: inputs[0], in: dialect)
    }
    return dialect == .pjreddie ? ofState + ofInput : ofInput + ofState
  }

  /// Each of the layers inside: `u` and `w` with the letter of the gate, on the input and the
  /// state.
  package var layer: ConnectedLayer {
    ConnectedLayer(output: output, activation: .linear, batchNormalize: batchNormalize)
  }
}
