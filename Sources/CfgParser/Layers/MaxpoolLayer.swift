/// `[maxpool]`: the largest value of each window, or with `maxpool_depth` of every
/// `out_channels`-th channel.
///
/// - Input: C × H × W.
/// - Output: C × ((H + padding − size) / strideY + 1) × (likewise W); with `maxpoolDepth`
///   outChannels × H × W. A window begins `padding / 2` before the image; what is outside counts as
///   −∞.
/// - Weights: none.
/// - Reference: darknet `maxpool_layer.c`; strides of their own and the depth form are AlexeyAB's.
package struct MaxpoolLayer: Layer {
  package static let sectionNames = ["maxpool", "max"]

  /// Height and width of the window; darknet's default is the stride.
  package let size: Int
  /// Columns from one window to the next.
  package let strideX: Int
  /// Rows from one window to the next.
  package let strideY: Int
  /// Rows and columns added in all; darknet's default is `size − 1`.
  package let padding: Int
  /// Whether channels are compared instead of pixels; window and strides then mean nothing.
  package let maxpoolDepth: Bool
  /// Output channels with `maxpoolDepth`: channel g is the largest of g, g + outChannels, ….
  package let outChannels: Int
  /// The blur that does the strides, if there is one; the window then slides by single pixels.
  package let antialiasing: Antialiasing?

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    let window = try options.poolingWindow()
    (size, strideX, strideY) = (window.size, window.strideX, window.strideY)
    padding = window.padding
    maxpoolDepth = try options.flag("maxpool_depth")
    outChannels = try options.int("out_channels", default: 1, in: 1...Limits.channelCount)
    antialiasing = try Antialiasing(reading: &options, strideX: strideX, strideY: strideY)
    options.accept(["maxpool_zero_nonmax"])
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    guard maxpoolDepth else {
      let pooled = try pooledShape(for: inputs)
      return try antialiasing?.outputShape(for: pooled) ?? pooled
    }
    let image = try inputs[0].image()
    guard outChannels <= image.channels else {
      throw LayerFault("needs at least out_channels=\(outChannels) channels", input: 0)
    }
    return Shape(channels: outChannels, height: image.height, width: image.width)
  }

  /// The shape of what the windows give, before a blur.
  package func pooledShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    try window.slide(over: inputs[0], channels: inputs[0].channels)
  }

  package func sizeDescription(for inputs: [Shape]) -> String {
    maxpoolDepth ? "depth" : window.description
  }

  /// How the window slides: by single pixels where a blur does the strides.
  package var window: Window {
    let slides = antialiasing == nil
    return Window(
      size: size, strideX: slides ? strideX : 1, strideY: slides ? strideY : 1, padding: padding)
  }
}
