/// `[local]`: a convolution with kernels of its own for every position of the output.
///
/// - Input: C × H × W.
/// - Output: filters × ((H − size) / stride + 1) × (likewise W); with `pad` filters × ((H − 1) /
///   stride + 1) × (likewise W).
/// - Weights: a bias for every value of the output, filters × height × width; then for every
///   position, row by row, filters × C × size × size.
/// - Note: `pad` is a flag in the rule for the shape and the number of pixels the first window
///   begins before the image, so other values than 0 and 1 give darknet's odd windows.
/// - Reference: darknet `local_layer.c`; `parser.c`, `parse_local`.
package struct LocalLayer: Layer {
  package static let sectionNames = ["local"]

  /// Kernels a position has, which is the number of output channels.
  package let filters: Int
  /// Height and width of a kernel.
  package let size: Int
  /// Rows and columns from one position to the next.
  package let stride: Int
  /// Pixels the first window begins before the image.
  package let pad: Int
  /// What is applied to every sum; darknet's default is logistic.
  package let activation: Activation

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    filters = try options.int("filters", default: 1, in: 1...Limits.channelCount)
    size = try options.int("size", default: 1, in: 1...1024)
    stride = try options.int("stride", default: 1, in: 1...1024)
    pad = try options.int("pad", default: 0, in: 0...1024)
    activation = try options.name("activation", default: .logistic)
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let window = Window(
      size: pad == 0 ? size : 1, strideX: stride, strideY: stride, padding: 0)
    return try window.slide(over: inputs[0], channels: filters)
  }

  package func weightBlocks(for inputs: [Shape], in dialect: WeightDialect) -> [WeightBlock] {
    guard let output = try? outputShape(for: inputs) else { return [] }
    let biases = saturatingProduct(output.channels, output.height, output.width)
    return [
      WeightBlock("biases", count: biases),
      WeightBlock("weights", count: saturatingProduct(biases, inputs[0].channels, size, size)),
    ]
  }

  package func operationCount(for inputs: [Shape]) -> Int {
    guard let output = try? outputShape(for: inputs) else { return 0 }
    return saturatingProduct(
      2, output.channels, output.height, output.width, inputs[0].channels, size, size)
  }

  package func sizeDescription(for inputs: [Shape]) -> String { "\(size)×\(size)/\(stride)" }
}
