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

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    filters = try options.int("filters", default: 128, in: 1...Limits.channelCount)
    atoms = try options.int("atoms", default: 1, in: 1...Limits.channelCount)
    // What training starts from.
    options.accept(["mean", "std"])
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    Shape(channels: filters, height: atoms, width: 1)
  }

  package func weightBlocks(for inputs: [Shape], in dialect: WeightDialect) -> [WeightBlock] {
    [WeightBlock("weights", count: saturatingProduct(filters, atoms))]
  }
}
