/// `[avgpool]`: the mean of every channel over all pixels.
///
/// - Input: C × H × W. Output: C × 1 × 1.
/// - Weights: none.
/// - Reference: darknet `avgpool_layer.c`.
package struct AvgpoolLayer: Layer {
  package static let sectionNames = ["avgpool", "avg"]

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {}

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    Shape(channels: try inputs[0].image().channels, height: 1, width: 1)
  }
}
