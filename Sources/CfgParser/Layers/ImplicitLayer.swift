/// `[implicit]`: learned values that depend on no input.
///
/// - Input: any shape; it is not looked at. Output: filters × atoms × 1.
/// - Weights: filters × atoms values, which are the output.
/// - Reference: AlexeyAB's darknet, `representation_layer.c`.
package struct ImplicitLayer: Layer {
  package static let sectionNames = ["implicit"]

  /// Channels of the output.
  package let filters: Int
  /// Rows of the output.
  package let atoms: Int
  /// The middle of what the values start from.
  package let mean: Float
  /// How far the values start from it at most; darknet's default is 0.2.
  package let std: Float

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    filters = try options.int("filters", default: 128, in: 1...Limits.channelCount)
    atoms = try options.int("atoms", default: 1, in: 1...Limits.channelCount)
    mean = try options.float("mean", default: 0)
    std = try options.float("std", default: 0.2)
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    Shape(channels: filters, height: atoms, width: 1)
  }

  package func weightBlocks(for inputs: [Shape], in dialect: WeightDialect) -> [WeightBlock] {
    let reach = abs(std)
    return [
      WeightBlock(
        "weights", count: saturatingProduct(filters, atoms), initial: mean - reach...mean + reach)
    ]
  }
}
