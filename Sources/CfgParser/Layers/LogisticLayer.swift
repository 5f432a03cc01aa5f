/// `[logistic]`: 1 / (1 + e⁻ˣ) of every value; the loss of training is left out.
///
/// - Input and output: any shape.
/// - Weights: none.
/// - Reference: darknet `logistic_layer.c`, `forward_logistic_layer`.
package struct LogisticLayer: Layer {
  package static let sectionNames = ["logistic"]

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {}

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape { inputs[0] }
}
