/// `[lstm]`: long short-term memory.
///
/// With the states h and c and the input x: f, i, o = σ(w · h + u · x), g = tanh(wg · h + ug · x),
/// c = i ∘ g + f ∘ c, h = o ∘ tanh(c), y = h.
///
/// - Input: any shape, taken as C · H · W values in that order. Output: output × 1 × 1.
/// - State: h and c.
/// - Weights: eight connected layers, the four of the state first; the gates come as i, f, o, g in
///   the original and as f, i, g, o in AlexeyAB's fork.
/// - Reference: darknet `lstm_layer.c`, `forward_lstm_layer`; Hochreiter and Schmidhuber, "Long
///   short-term memory".
package struct LstmLayer: Layer {
  package static let sectionNames = ["lstm"]

  /// Number of outputs.
  package let output: Int
  /// Whether the sums of each inner layer are normalised.
  package let batchNormalize: Bool

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    output = try options.int("output", default: 1, in: 1...Limits.vectorCount)
    batchNormalize = try options.flag("batch_normalize")
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    Shape(channels: output, height: 1, width: 1)
  }

  package func stateShapes(for inputs: [Shape]) -> [Shape] {
    let shape = Shape(channels: output, height: 1, width: 1)
    return [shape, shape]
  }

  package func weightBlocks(for inputs: [Shape], in dialect: WeightDialect) -> [WeightBlock] {
    let gates = dialect == .pjreddie ? ["i", "f", "o", "g"] : ["f", "i", "g", "o"]
    let ofState = gates.flatMap {
      layer.weightBlocks(as: "w\($0)", reading: stateShapes(for: inputs)[0], in: dialect)
    }
    let ofInput = gates.flatMap {
      layer.weightBlocks(as: "u\($0)", reading: inputs[0], in: dialect)
    }
    return ofState + ofInput
  }

  /// Each of the layers inside: `u` and `w` with the letter of the gate, on the input and the
  /// state.
  package var layer: ConnectedLayer {
    ConnectedLayer(output: output, activation: .linear, batchNormalize: batchNormalize)
  }
}
