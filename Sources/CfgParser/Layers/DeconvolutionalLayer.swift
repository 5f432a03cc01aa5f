/// `[deconvolutional]`: every pixel of the image paints `filters` kernels into the output; then
/// batch normalisation or bias, then the activation.
///
/// - Input: C × H × W.
/// - Output: filters × ((H − 1) · stride + size − 2 · padding) × (likewise W).
/// - Weights: biases, with batch normalisation scales, rolling mean and rolling variance, then the
///   kernels as C × filters × size × size.
/// - Note: The original's loader divides by a number of groups that is 0 here, so it cannot read
///   weights for this layer; the count is what its forward pass uses.
/// - Reference: darknet `deconvolutional_layer.c`; `col2im.c`, `col2im_cpu`.
package struct DeconvolutionalLayer: Layer {
  package static let sectionNames = ["deconvolutional", "deconv"]

  /// Number of kernels a channel has, which is the number of output channels.
  package let filters: Int
  /// Height and width of a kernel.
  package let size: Int
  /// Pixels of the output from one position of the kernel to the next.
  package let stride: Int
  /// Pixels that are cut off on every side: `size / 2` with `pad=1`, else `padding`.
  package let padding: Int
  /// What is applied to every sum; darknet's default is logistic.
  package let activation: Activation
  /// Whether the sums are normalised.
  package let batchNormalize: Bool

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    filters = try options.int("filters", default: 1, in: 1...Limits.channelCount)
    size = try options.int("size", default: 1, in: 1...1024)
    stride = try options.int("stride", default: 1, in: 1...1024)
    padding = try options.padding(size: size)
    activation = try options.name("activation", default: .logistic)
    batchNormalize = try options.flag("batch_normalize")
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let image = try inputs[0].image()
    let rest = size - 2 * padding
    let (height, width) = ((image.height - 1) * stride + rest, (image.width - 1) * stride + rest)
    guard min(height, width) > 0 else {
      let least = 1 + (stride - rest) / stride
      let sum = "kernels \(size)×\(size), stride \(stride), \(2 * padding) pixels cut off in all"
      throw LayerFault("needs at least \(least)×\(least) pixels (\(sum))", input: 0)
    }
    return Shape(channels: filters, height: height, width: width)
  }

  package func weightBlocks(for inputs: [Shape], in dialect: WeightDialect) -> [WeightBlock] {
    WeightBlock.convolution(
      filters: filters, batchNormalize: batchNormalize, weightCount: kernelValueCount(for: inputs))
  }

  package func operationCount(for inputs: [Shape]) -> Int {
    saturatingProduct(2, kernelValueCount(for: inputs), inputs[0].height, inputs[0].width)
  }

  package func sizeDescription(for inputs: [Shape]) -> String { "\(size)×\(size)×\(stride)" }

  private func kernelValueCount(for inputs: [Shape]) -> Int {
    saturatingProduct(inputs[0].channels, filters, size, size)
  }
}
