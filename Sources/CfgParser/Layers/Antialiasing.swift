/// The blur that `antialiasing` puts behind a layer: it does the layer's strides, softly.
///
/// - Note: Later layers see the blurred shape; AlexeyAB's own shape bookkeeping contradicts itself
///   here.
/// - Reference: AlexeyAB's darknet `convolutional_layer.c`, `make_convolutional_layer`.
package struct Antialiasing: Sendable, Hashable {
  /// Height and width of the blur: 3 for `antialiasing=1`, 2 for `antialiasing=2`.
  package let size: Int
  /// Columns from one position to the next.
  package let strideX: Int
  /// Rows from one position to the next.
  package let strideY: Int
  /// Pixels on every side.
  package var padding: Int { size == 3 ? 1 : 0 }

  /// The kernel, row by row: (1 2 1; 2 4 2; 1 2 1) / 16, or four quarters.
  package var kernel: [Float] {
    size == 3 ? [1, 2, 1, 2, 4, 2, 1, 2, 1].map { $0 / 16 } : [0.25, 0.25, 0.25, 0.25]
  }

  /// Nothing where the section does not ask for it.
  init?(
    reading options: inout SectionReader, strideX: Int, strideY: Int
  ) throws(CfgError) {
    let kind = try options.int("antialiasing", default: 0, in: 0...2)
    guard kind > 0 else { return nil }
    (size, self.strideX, self.strideY) = (kind == 1 ? 3 : 2, strideX, strideY)
  }

  /// The shape of the blurred image.
  func outputShape(for shape: Shape) throws(LayerFault) -> Shape {
    try Window(size: size, strideX: strideX, strideY: strideY, padding: 2 * padding)
      .slide(over: shape, channels: shape.channels)
  }
}
