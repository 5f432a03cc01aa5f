/// A window that slides over an image: how convolution and pooling count their output.
package struct Window: Sendable, Hashable {
  /// Height and width of the window.
  package let size: Int
  /// Columns from one position to the next.
  package let strideX: Int
  /// Rows from one position to the next.
  package let strideY: Int
  /// Rows and columns added to the image in all, both sides together.
  package let padding: Int

  /// (H + padding − size) / stride + 1 rows and likewise columns of `channels` channels.
  ///
  /// - Throws: A ``LayerFault`` where the window is larger than the padded image.
  func slide(over input: Shape, channels: Int) throws(LayerFault) -> Shape {
    let image = try input.image()
    let (height, width) = (image.height + padding, image.width + padding)
    guard size <= min(height, width) else {
      let sum = "window \(size)×\(size), padding \(padding) in all"
      let least = size - padding
      throw LayerFault("needs at least \(least)×\(least) pixels (\(sum))", input: 0)
    }
    return Shape(
      channels: channels, height: (height - size) / strideY + 1, width: (width - size) / strideX + 1
    )
  }

  /// `3×3/2`, or `3×3/2×1` where the strides along x and y differ.
  package var description: String {
    let stride = strideX == strideY ? "\(strideX)" : "\(strideX)×\(strideY)"
    return "\(size)×\(size)/\(stride)"
  }
}
