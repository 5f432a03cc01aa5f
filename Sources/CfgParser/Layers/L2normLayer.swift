/// `[l2norm]`: divides the channels of every pixel by the length of their vector.
///
/// - Input and output: C × H × W.
/// - Weights: none.
/// - Note: A pixel of zeros stays so; the original's CPU code divides 0 by 0 there.
/// - Reference: darknet `l2norm_layer.c`; `blas.c`, `l2normalize_cpu`.
package struct L2normLayer: Layer {
  package static let sectionNames = ["l2norm"]

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {}

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    try inputs[0].image()
  }
}
