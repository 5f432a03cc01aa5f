/// The activation functions cfg files name, by those names.
///
/// - Reference: darknet `activations.c`; formulas stand with the kernels that compute them.
public enum Activation: String, Sendable, Hashable, CaseIterable {
  case linear, logistic, loggy, relu, relu6, elu, selu, gelu, relie, ramp, leaky, revleaky, tanh,
    plse
  case stair, hardtan, lhtan, swish, mish
  case hardMish = "hard_mish"
  case normalizeChannels = "normalize_channels"
  case normalizeChannelsSoftmax = "normalize_channels_softmax"
  case normalizeChannelsSoftmaxMaxval = "normalize_channels_softmax_maxval"

  /// Whether every value is mapped by itself; the `normalize_channels` kinds look at all channels
  /// of a pixel.
  public var isElementwise: Bool {
    switch self {
    case .normalizeChannels, .normalizeChannelsSoftmax, .normalizeChannelsSoftmaxMaxval: false
    default: true
    }
  }
}
