/// `[local_avgpool]`: the mean of each window over those of its pixels that are in the image.
///
/// - Input: C × H × W.
/// - Output: C × ((H + padding − size) / strideY + 1) × (likewise W). A window begins `padding / 2`
///   before the image.
/// - Weights: none.
/// - Reference: AlexeyAB's darknet, `maxpool_layer.c`, `forward_local_avgpool_layer`.
package struct LocalAvgpoolLayer: Layer {
  package static let sectionNames = ["local_avgpool", "local_avg"]

  /// Height and width of the window; darknet's default is the stride.
  package let size: Int
  /// Columns from one window to the next.
  package let strideX: Int
  /// Rows from one window to the next.
  package let strideY: Int
  /// Rows and columns added in all; darknet's default is `size − 1`.
  package let padding: Int

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    let window = try options.poolingWindow()
    (size, strideX, strideY) = (window.size, window.strideX, window.strideY)
    padding = window.padding
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    try window.slide(over: inputs[0], channels: inputs[0].channels)
  }

  package func sizeDescription(for inputs: [Shape]) -> String { window.description }

  private var window: Window {
    Window(size: size, strideX: strideX, strideY: strideY, padding: padding)
  }
}
