/// `[connected]`: every output is a weighted sum of all inputs; then batch normalisation or bias,
/// then the activation.
///
/// - Input: any shape, taken as C · H · W values in that order. Output: output × 1 × 1.
/// - Weights: biases, then the matrix output × inputs, then with batch normalisation scales,
///   rolling mean and rolling variance: behind the matrix, unlike `[convolutional]`.
/// - Reference: darknet `connected_layer.c`; `parser.c`, `load_connected_weights`.
package struct ConnectedLayer: Layer {
  package static let sectionNames = ["connected", "conn"]

  /// Number of outputs.
  package let output: Int
  /// What is applied to every sum; darknet's default is logistic.
  package let activation: Activation
  /// Whether the sums are normalised.
  package let batchNormalize: Bool

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    output = try options.int("output", default: 1, in: 1...Limits.vectorCount)
    activation = try options.name("activation", default: .logistic)
    batchNormalize = try options.flag("batch_normalize")
  }

  /// A layer inside another.
  init(output: Int, activation: Activation, batchNormalize: Bool) {
    (self.output, self.activation, self.batchNormalize) = (output, activation, batchNormalize)
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    Shape(channels: output, height: 1, width: 1)
  }

  package func weightBlocks(for inputs: [Shape], in dialect: WeightDialect) -> [WeightBlock] {
    let matrix = WeightBlock("weights", count: saturatingProduct(inputs[0].count, output))
    let normalization = batchNormalize ? WeightBlock.normalizationNames : []
    return [WeightBlock("biases", count: output), matrix]
      + normalization.map { WeightBlock($0, count: output) }
  }

  package func operationCount(for inputs: [Shape]) -> Int {
    saturatingProduct(2, inputs[0].count, output)
  }
}
