/// `[sam]`: multiplies the layer before by another one, value by value, then applies the
/// activation (spatial attention).
///
/// - Input: the layer before and `from`, both C × H × W. Output: C × H × W.
/// - Weights: none.
/// - Reference: AlexeyAB's darknet, `sam_layer.c`.
package struct SamLayer: Layer {
  package static let sectionNames = ["sam"]

  /// The layer that is multiplied, as an absolute number.
  package let from: Int
  /// What is applied to the products; darknet's default is linear.
  package let activation: Activation

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    from = try options.layerNumber("from", at: index)
    activation = try options.name("activation", default: .linear)
  }

  package var inputs: [LayerInput] { [.previous, .layer(from)] }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let image = try inputs[0].image()
    guard try inputs[1].image(input: 1) == image else {
      throw LayerFault("needs a layer of \(image)", input: 1)
    }
    return image
  }
}
