/// `[convolutional]`: a bank of `filters` kernels slides over the image; then batch normalisation
/// or bias, then the activation.
///
/// - Input: C × H × W, C divisible by `groups`.
/// - Output: filters × ((H + 2·padding − size) / strideY + 1) × (likewise W). Dilation spreads the
///   taps and the padding alike, so it does not count here.
/// - Weights: biases, with batch normalisation scales, rolling mean and rolling variance, then the
///   kernels as filters × (C / groups) × size × size.
/// - Reference: darknet `convolutional_layer.c`, `parser.c`, `parse_convolutional`; strides of
///   their own, dilation, blur and shared parameters are AlexeyAB's.
package struct ConvolutionalLayer: Layer {
  package static let sectionNames = ["convolutional", "conv"]

  /// Number of kernels, which is the number of output channels.
  package let filters: Int
  /// Height and width of a kernel.
  package let size: Int
  /// Columns from one position of the kernel to the next.
  package let strideX: Int
  /// Rows from one position of the kernel to the next.
  package let strideY: Int
  /// Pixels added on every side: `size / 2` with `pad=1`, else `padding`.
  package let padding: Int
  /// Pixels from one tap of the kernel to the next; 1 for 1×1 kernels.
  package let dilation: Int
  /// Parts the channels are split into; each filter sees the channels of its own part.
  package let groups: Int
  /// What is applied to every sum; darknet's default is logistic.
  package let activation: Activation
  /// Whether the sums are normalised; cross-iteration normalisation (`cbn`) is the same at
  /// inference.
  package let batchNormalize: Bool
  /// Whether the file holds the kernels transposed: (C / groups · size²) × filters.
  package let flipped: Bool
  /// The blur that does the strides, if there is one; the kernels then slide by single pixels.
  package let antialiasing: Antialiasing?
  /// The earlier layer whose parameters this one uses; it has none of its own then.
  package let shareIndex: Int?
  /// Whether the signs of the values are convolved with the signs of the kernels; every filter is
  /// then multiplied by the mean magnitude of its weights.
  package let xnor: Bool
  /// Filters the weights file holds, from the first on; nothing for all of them.
  package let numload: Int?

  package init(reading options: inout SectionReader, at index: Int) throws(CfgError) {
    filters = try options.int("filters", default: 1, in: 1...Limits.channelCount)
    size = try options.int("size", default: 1, in: 1...1024)
    (strideX, strideY) = try options.kernelStrides()
    padding = try options.padding(size: size)
    let spread = try options.int("dilation", default: 1, in: 1...1024)
    dilation = size == 1 ? 1 : spread
    xnor = try options.flag("xnor")
    groups = try Self.groups(&options, filters: filters, xnor: xnor)
    activation = try options.name("activation", default: .logistic)
    let normalizes = try options.flag("batch_normalize")
    let normalizesAcross = try options.flag("cbn")
    batchNormalize = normalizes || normalizesAcross
    flipped = try options.flag("flipped")
    antialiasing = try Antialiasing(reading: &options, strideX: strideX, strideY: strideY)
    shareIndex = try Self.shareIndex(&options, at: index)
    numload = try Self.numload(&options, filters: filters)
    options.accept(Self.trainingKeys)
  }

  package func outputShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let shape = try convolvedShape(for: inputs)
    if xnor { _ = try signShape(for: inputs) }
    return try antialiasing?.outputShape(for: shape) ?? shape
  }

  /// The shape of what the kernels give, before a blur.
  package func convolvedShape(for inputs: [Shape]) throws(LayerFault) -> Shape {
    let shape = try window.slide(over: inputs[0], channels: filters)
    guard inputs[0].channels.isMultiple(of: groups) else {
      throw LayerFault("needs channels that groups=\(groups) divides", input: 0)
    }
    return shape
  }

  package func weightBlocks(for inputs: [Shape], in dialect: WeightDialect) -> [WeightBlock] {
    guard shareIndex == nil else { return [] }
    return WeightBlock.convolution(
      filters: filters, batchNormalize: batchNormalize, weightCount: kernelValueCount(for: inputs))
  }

  package func operationCount(for inputs: [Shape]) -> Int {
    guard let output = try? convolvedShape(for: inputs) else { return 0 }
    return saturatingProduct(2, kernelValueCount(for: inputs), output.height, output.width)
  }

  package func sizeDescription(for inputs: [Shape]) -> String {
    window.description + (dilation == 1 ? "" : "(\(dilation))")
  }

  /// How the window slides: by single pixels where a blur does the strides.
  package var window: Window {
    let slides = antialiasing == nil
    return Window(
      size: size, strideX: slides ? strideX : 1, strideY: slides ? strideY : 1,
      padding: 2 * padding)
  }

  /// What `numload` leaves in the file of an array: the values of the first filters.
  package func storedCount(of block: WeightBlock) -> Int {
    // Every array has the same number of values for each filter.
    numload.map { block.count / filters * $0 } ?? block.count
  }

  private func kernelValueCount(for inputs: [Shape]) -> Int {
    saturatingProduct(inputs[0].channels / groups, filters, size, size)
  }

  private static func groups(
    _ options: inout SectionReader, filters: Int, xnor: Bool
  ) throws(CfgError) -> Int {
    let groups = try options.groups(xnor: xnor)
    guard filters.isMultiple(of: groups) else {
      throw options.fault(
        "groups", "does not divide filters=\(filters); [convolutional] takes groups that do")
    }
    return groups
  }

  /// The layer `share_index` refers to; -1000000000 is darknet's way to say none.
  private static func shareIndex(
    _ options: inout SectionReader, at index: Int
  ) throws(CfgError) -> Int? {
    guard let option = options.option("share_index"), option.value != "-1000000000" else {
      return nil
    }
    return try options.layerNumber("share_index", at: index)
  }

  /// The original's key; AlexeyAB's fork does not read it.
  private static func numload(
    _ options: inout SectionReader, filters: Int
  ) throws(CfgError) -> Int? {
    guard options.compatibility != .alexeyab else { return nil }
    let count = try options.int("numload", default: 0, in: 0...filters)
    return count == 0 ? nil : count
  }

  /// Keys that change nothing at inference; `binary` alone does not either, and `bin_output` drops
  /// an activation that keeps the signs the next layer looks at.
  private static let trainingKeys = [
    "binary", "bin_output", "dot", "assisted_excitation", "sway", "rotate", "stretch",
    "stretch_sway",
    "angle", "grad_centr", "reverse", "coordconv", "stream", "wait_stream",
  ]
}
