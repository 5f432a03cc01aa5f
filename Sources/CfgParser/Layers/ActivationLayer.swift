/// `[activation]`: applies a function to every value.
///
/// - Input and output: any shape.
/// - Weights: none.
/// - Reference: darknet `activation_layer.c`.
package struct ActivationLayer: Layer {
  package static let sectionNames = ["activation"]

  /// The function; darknet's default is linear.
  package let activation: Activation

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    activation = try options.name("activation", default: .linear)
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape { inputs[0] }
}
