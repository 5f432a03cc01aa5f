/// `[upsample]`: repeats every value `stride` × `stride` times (nearest neighbour).
///
/// - Input: C × H × W. Output: C × (H · stride) × (W · stride). A negative stride divides instead:
///   every output is the sum of a block.
/// - Weights: none.
/// - Reference: darknet `upsample_layer.c`, `forward_upsample_layer`.
package struct UpsampleLayer: Layer {
  package static let sectionNames = ["upsample"]

  /// How many times every row and column is repeated; negative for sums of blocks.
  package let stride: Int
  /// What every value is multiplied by; darknet's default is 1.
  package let scale: Float

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    stride = try options.nonzeroInt("stride", default: 2, in: -64...64)
    scale = try options.float("scale", default: 1)
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let input = try inputs[0].image()
    guard stride > 0 else { return try input.divided(by: -stride) }
    return Shape(
      channels: input.channels, height: input.height * stride, width: input.width * stride)
  }

  package func sizeDescription(for inputs: [Shape]) -> String {
    stride > 0 ? "×\(stride)" : "/\(-stride)"
  }
}
