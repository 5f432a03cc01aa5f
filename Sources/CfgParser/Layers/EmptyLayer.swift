/// `[empty]` and `[silence]`: another number for the layer before.
///
/// - Input and output: any shape.
/// - Weights: none.
/// - Reference: AlexeyAB's darknet, `parser.c`, `parse_network_cfg_custom`.
package struct EmptyLayer: Layer {
  package static let sectionNames = ["empty", "silence"]

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {}

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape { inputs[0] }
}
