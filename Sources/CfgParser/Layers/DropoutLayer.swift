/// `[dropout]`: drops values in training; at inference the output is the input.
///
/// - Input and output: any shape.
/// - Weights: none.
/// - Reference: darknet `dropout_layer.c`.
package struct DropoutLayer: Layer {
  package static let sectionNames = ["dropout"]
  package static let isForTraining = true

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    options.accept(["probability", "dropblock", "dropblock_size_rel", "dropblock_size_abs"])
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape { inputs[0] }
}
