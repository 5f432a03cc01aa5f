/// Batch normalisation of one layer at inference: y = x · scale + bias for every channel.
///
/// Darknet computes (x − mean) / √(variance + ε) · scale + bias. The four numbers of a channel
/// become two, in double precision, which the layer before can take into its weights and bias.
///
/// - Note: ε stands inside the root, 10⁻⁵, as the networks were trained (darknet on a GPU,
///   AlexeyAB's fork); the original's CPU code has √variance + 10⁻⁶, which is the divisor in its
///   set. A negative variance counts as 0.
/// - Reference: Ioffe and Szegedy, "Batch Normalization",
///   [arXiv:1502.03167](https://arxiv.org/abs/1502.03167); darknet `network.c`,
///   `fuse_conv_batchnorm`.
struct BatchNormalization: Sendable, Hashable {
  /// What the difference from the mean is divided by, for a variance that is not negative.
  enum Divisor: Sendable, Hashable {
    /// √(variance + 10⁻⁵).
    case rootOfSum
    /// √variance + 10⁻⁶.
    case sumWithRoot

    /// The divisor's value.
    func callAsFunction(_ variance: Double) -> Double {
      switch self {
      case .rootOfSum: (variance + 1e-5).squareRoot()
      case .sumWithRoot: variance.squareRoot() + 1e-6
      }
    }
  }

  /// What each channel is multiplied by.
  let scale: [Double]
  /// What is added to each channel.
  let bias: [Float]

  /// All arrays have a value a channel.
  init(
    scales: [Float], mean: [Float], variance: [Float], bias: [Float],
    divisor: Divisor = .rootOfSum
  ) {
    let factors = zip(scales, variance).map { scale, variance in
      Double(scale) / divisor(max(Double(variance), 0))
    }
    scale = factors
    self.bias = bias.indices.map { channel in
      Float(Double(bias[channel]) - factors[channel] * Double(mean[channel]))
    }
  }
}
