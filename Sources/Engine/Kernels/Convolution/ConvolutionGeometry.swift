package import CfgParser

/// Where the windows of a convolution lie.
///
/// Output (y, x) is a sum over taps (ky, kx) of input (y · strideY + ky · dilation - padding, x ·
/// strideX + kx · dilation - padding); what lies outside the image is 0.
package struct ConvolutionGeometry: Sendable, Hashable {
  /// Extent of the input.
  package let input: Shape
  /// Extent of the output; its channels are the filters.
  package let output: Shape
  /// Taps in a row and in a column.
  package let size: Int
  /// Columns from one window to the next.
  package let strideX: Int
  /// Rows from one window to the next.
  package let strideY: Int
  /// Columns and rows the first window begins before the image: darknet's padding · dilation.
  package let padding: Int
  /// Columns and rows from one tap to the next.
  package let dilation: Int
  /// Parts the channels and the filters are divided into, each a convolution of its own.
  package let groups: Int

  package init(
    input: Shape, output: Shape, size: Int, strideX: Int, strideY: Int, padding: Int,
    dilation: Int, groups: Int
  ) {
    (self.input, self.output, self.size) = (input, output, size)
    (self.strideX, self.strideY, self.padding) = (strideX, strideY, padding)
    (self.dilation, self.groups) = (dilation, groups)
  }

  /// Channels each output looks at.
  package var channelsPerGroup: Int { input.channels / groups }
  /// Filters of a group.
  package var filtersPerGroup: Int { output.channels / groups }
  /// Taps of a window.
  package var taps: Int { size * size }
  /// Whether each output pixel looks at the one input pixel of the same place.
  package var isPointwise: Bool { size == 1 && strideX == 1 && strideY == 1 && padding == 0 }
  /// Whether every channel has a filter of its own.
  package var isDepthwise: Bool {
    groups > 1 && groups == input.channels && groups == output.channels
  }
}
