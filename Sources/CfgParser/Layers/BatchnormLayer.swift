/// `[batchnorm]`: normalises every channel by its rolling mean and variance, then scales and shifts
/// it.
///
/// - Input and output: C × H × W.
/// - Weights: scales, rolling mean, rolling variance; in files of AlexeyAB's fork biases before
///   them.
/// - Reference: darknet `batchnorm_layer.c`; `parser.c`, `load_batchnorm_weights`.
package struct BatchnormLayer: Layer {
  package static let sectionNames = ["batchnorm"]

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {}

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    try inputs[0].image()
  }

  package func weightBlocks(for inputs: [Shape], in dialect: WeightDialect) -> [WeightBlock] {
    let names = WeightBlock.normalizationNames
    let all = dialect == .alexeyab ? ["biases"] + names : names
    return all.map { WeightBlock($0, count: inputs[0].channels) }
  }
}
