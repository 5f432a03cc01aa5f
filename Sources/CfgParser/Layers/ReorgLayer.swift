/// `[reorg]`: YOLOv2's rearrangement of pixels into channels.
///
/// It is not the plain space-to-depth of ``Reorg3dLayer``: the buffer is read as (C / stride²) × (H
/// · stride) × (W · stride) first, and the published weights need exactly that.
///
/// - Input: C × H × W, with C divisible by stride².
/// - Output: (C · stride²) × (H / stride) × (W / stride); with `reverse` (C / stride²) × (H ·
///   stride) × (W · stride); with `extra` a vector of the input's values and `extra` zeros.
/// - Weights: none.
/// - Reference: darknet `reorg_layer.c`; `blas.c`, `reorg_cpu`; AlexeyAB's `reorg_old_layer.c`.
package struct ReorgLayer: Layer {
  package static let sectionNames = ["reorg"]

  /// Height and width of the blocks.
  package let stride: Int
  /// Whether channels become pixels.
  package let reverse: Bool
  /// Whether C × (H · W) is transposed instead, or back with `reverse`.
  package let flatten: Bool
  /// Zeros behind the values, which are then only copied.
  package let extra: Int

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    stride = try options.int("stride", default: 1, in: 1...1024)
    reverse = try options.flag("reverse")
    flatten = try options.flag("flatten")
    extra = try options.int("extra", default: 0, in: 0...Limits.vectorCount)
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let image = try inputs[0].image()
    guard extra == 0 else { return Shape(vectorOf: image.count + extra) }
    if !flatten || reverse { try image.checkChannels(divisibleBy: stride * stride) }
    return try reverse ? image.spread(by: stride) : image.folded(by: stride)
  }

  package func sizeDescription(for inputs: [Shape]) -> String {
    reverse ? "×\(stride)" : "/\(stride)"
  }
}
