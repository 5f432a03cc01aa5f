/// Batch normalisation of one layer at inference: y = x · scale + bias for every channel.
///
/// Darknet computes (x − mean) / √(variance + ε) · scale + bias. The four numbers of a channel
/// become two, in double precision, which the layer before can take into its weights and bias.
///
/// - Note: ε stands inside the root, 10⁻⁵, as the networks were trained (darknet on a GPU,
///   AlexeyAB's fork); the original's CPU code has √variance + 10⁻⁶. A negative variance counts as
///   0.
/// - Reference: Ioffe and Szegedy, "Batch Normalization",
///   [arXiv:1502.03167](https://arxiv.org/abs/1502.03167); darknet `network.c`,
///   `fuse_conv_batchnorm`.
struct BatchNormalization: Sendable, Hashable {
  /// What is added to the variance.
  static let epsilon = 1e-5

  /// What each channel is multiplied by.
  let scale: [Double]
  /// What is added to each channel.
  let bias: [Float]

  /// All arrays have a value a channel.
  init(scales: [Float], mean: [Float], variance: [Float], bias: [Float]) {
    let factors = zip(scales, variance).map { scale, variance in
      Double(scale) / (max(Double(variance), 0) + Self.epsilon).squareRoot()
    }
    scale = factors
    self.bias = bias.indices.map { channel in
      Float(Double(bias[channel]) - factors[channel] * Double(mean[channel]))
    }
  }
}
