/// The convolutions inside `[crnn]` and `[conv_lstm]`: all alike but for channels and filters.
///
/// Those that read the state give an image of the state's size, so `size` is 2 · padding + 1.
package struct InnerConvolution: Sendable, Hashable {
  /// Height and width of a kernel.
  package let size: Int
  /// Pixels on every side.
  package let padding: Int
  /// Pixels from one tap of the kernel to the next.
  package let dilation: Int
  /// Parts the channels are split into.
  package let groups: Int
  /// What is applied to the sums of each convolution.
  package let activation: Activation
  /// Whether the sums of each convolution are normalised.
  package let batchNormalize: Bool
  /// Whether each convolution is of signs, with the mean magnitude of its weights.
  package let xnor: Bool

  /// The original's: 3×3, padded, whatever the section says.
  init(activation: Activation, batchNormalize: Bool) {
    (size, padding, dilation, groups, xnor) = (3, 1, 1, 1, false)
    (self.activation, self.batchNormalize) = (activation, batchNormalize)
  }

  /// Reads the keys of AlexeyAB's fork.
  ///
  /// - Throws: ``CfgError`` where a value is out of range or the state would not keep its size.
  init(
    reading options: inout SectionReader, activation: Activation, batchNormalize: Bool
  ) throws(CfgError) {
    size = try options.int("size", default: 3, in: 1...1024)
    padding = try options.padding(size: size)
    let spread = try options.int("dilation", default: 1, in: 1...1024)
    dilation = size == 1 ? 1 : spread
    xnor = try options.flag("xnor")
    groups = try options.groups(xnor: xnor)
    (self.activation, self.batchNormalize) = (activation, batchNormalize)
    guard size == 2 * padding + 1 else {
      throw options.fault(
        "size",
        "does not keep the size of the state with a padding of \(padding); [\(options.type)] takes "
          + "a size of 2 · padding + 1")
    }
  }

  /// Throws unless `groups` divides the filters that `key` asks for.
  func check(
    _ filters: Int, of key: String, in options: borrowing SectionReader
  ) throws(CfgError) {
    guard filters.isMultiple(of: groups) else {
      throw options.fault(
        "groups", "does not divide \(key)=\(filters); [\(options.type)] takes groups that do")
    }
  }

  /// One of the convolutions.
  package func layer(filters: Int, stride: Int = 1) -> ConvolutionalLayer {
    ConvolutionalLayer(self, filters: filters, stride: stride)
  }
}

extension ConvolutionalLayer {
  fileprivate init(_ kind: InnerConvolution, filters: Int, stride: Int) {
    (self.filters, size, padding) = (filters, kind.size, kind.padding)
    (strideX, strideY, dilation, groups) = (stride, stride, kind.dilation, kind.groups)
    (activation, batchNormalize) = (kind.activation, kind.batchNormalize)
    (xnor, flipped) = (kind.xnor, false)
    (antialiasing, shareIndex, numload) = (nil, nil, nil)
  }
}
