/// `[normalization]`: local response normalisation, every value over a power of the squares of the
/// channels around it.
///
/// - Input and output: C × H × W. For channel k: x[k] · (kappa + alpha · S[k])^(−beta), where S[k]
///   is the sum of the squares of channels k − (size − 1) / 2 to k + size / 2, less the square of
///   channel size / 2.
/// - Weights: none.
/// - Note: Darknet starts its running sum without channel size / 2 and subtracts it all the same,
///   so every sum lacks it; networks were trained so. `alpha` is not divided by `size`.
/// - Reference: darknet `normalization_layer.c`, `forward_normalization_layer`.
package struct NormalizationLayer: Layer {
  package static let sectionNames = ["normalization", "lrn"]

  /// Channels a sum goes over.
  package let size: Int
  /// What the sum is multiplied by.
  package let alpha: Float
  /// The power, with its sign turned.
  package let beta: Float
  /// What is added to the sum.
  package let kappa: Float

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    size = try options.int("size", default: 5, in: 1...Limits.channelCount)
    alpha = try options.float("alpha", default: 0.0001)
    beta = try options.float("beta", default: 0.75)
    kappa = try options.float("kappa", default: 1)
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    try inputs[0].image()
  }
}
