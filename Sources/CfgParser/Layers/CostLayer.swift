/// `[cost]`: the loss of training; at inference nothing is computed and it is never the network's
/// output.
///
/// - Input: any shape. Output: a vector of as many values.
/// - Weights: none.
/// - Reference: darknet `cost_layer.c`; `network.c`, `get_network_output`.
package struct CostLayer: Layer {
  package static let sectionNames = ["cost"]
  package static let isForTraining = true

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    options.accept(["type", "scale", "ratio", "noobj", "thresh"])
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    Shape(vectorOf: inputs[0].count)
  }
}
