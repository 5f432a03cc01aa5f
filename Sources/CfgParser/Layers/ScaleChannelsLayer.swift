/// `[scale_channels]`: multiplies another layer by the one before, which has one value for every
/// channel, or with `scale_wh` one for every pixel; then applies the activation.
///
/// - Input: the layer before, C × 1 × 1, with `scale_wh` 1 × H × W; and `from`, C × H × W.
/// - Output: C × H × W.
/// - Weights: none.
/// - Reference: AlexeyAB's darknet, `scale_channels_layer.c`.
package struct ScaleChannelsLayer: Layer {
  package static let sectionNames = ["scale_channels"]

  /// The layer that is scaled, as an absolute number.
  package let from: Int
  /// What is applied to the products; darknet's default is linear.
  package let activation: Activation
  /// Whether the layer before has a factor for every pixel instead of every channel.
  package let scaleWh: Bool

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    from = try options.layerNumber("from", at: index)
    activation = try options.name("activation", default: .linear)
    scaleWh = try options.flag("scale_wh")
  }

  package var inputs: [LayerInput] { [.previous, .layer(from)] }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let (factors, image) = (try inputs[0].image(), try inputs[1].image(input: 1))
    let wanted =
      scaleWh
      ? Shape(channels: 1, height: image.height, width: image.width)
      : Shape(channels: image.channels, height: 1, width: 1)
    guard factors == wanted else {
      throw LayerFault("needs \(wanted) factors for the \(image) of layer \(from)", input: 0)
    }
    return image
  }
}
