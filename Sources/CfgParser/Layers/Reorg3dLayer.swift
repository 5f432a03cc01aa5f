/// `[reorg3d]`: blocks of `stride` × `stride` pixels become channels, the input channel varying
/// fastest.
///
/// - Input: C × H × W.
/// - Output: (C · stride²) × (H / stride) × (W / stride); with `reverse` (C / stride²) × (H ·
///   stride) × (W · stride), for which stride⁴ divides C.
/// - Weights: none.
/// - Reference: AlexeyAB's darknet, `reorg_layer.c`. Its `reverse` does not undo the forward
///   mapping.
package struct Reorg3dLayer: Layer {
  package static let sectionNames = ["reorg3d"]

  /// Height and width of the blocks.
  package let stride: Int
  /// Whether channels become pixels.
  package let reverse: Bool

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    stride = try options.int("stride", default: 1, in: 1...1024)
    reverse = try options.flag("reverse")
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let image = try inputs[0].image()
    guard reverse else { return try image.folded(by: stride) }
    try image.checkChannels(divisibleBy: stride * stride * stride * stride)
    return image.spread(by: stride)
  }

  package func sizeDescription(for inputs: [Shape]) -> String {
    reverse ? "×\(stride)" : "/\(stride)"
  }
}
