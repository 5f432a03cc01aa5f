extension ConvolutionalLayer {
  /// The shape of the input's signs together with all that kernels see around the image, which
  /// begins `padding · dilation` rows and columns behind the first.
  ///
  /// - Throws: A ``LayerFault`` where that has more values than a layer may have.
  package func signShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let (image, output, border) = (inputs[0], try convolvedShape(for: inputs), padding * dilation)
    let reach = (size - 1) * dilation + 1
    let shape = Shape(
      channels: image.channels,
      height: max(border + image.height, (output.height - 1) * window.strideY + reach),
      width: max(border + image.width, (output.width - 1) * window.strideX + reach))
    guard shape.checkedCount ?? .max <= Limits.valueCount else {
      throw LayerFault("takes \(shape) signs with its border, which are too many")
    }
    return shape
  }
}
