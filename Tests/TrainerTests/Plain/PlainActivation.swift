import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The activation functions in double precision.
func plain(_ activation: Activation, _ x: Double) -> Double {
  let logistic = 1 / (1 + exp(-x))
  return switch activation {
  case .linear: x
  case .logistic: logistic
  case .loggy: 2 * logistic - 1
  case .relu: max(0, x)
  case .relu6: min(6, max(0, x))
  case .elu: x >= 0 ? x : expm1(x)
  case .selu: x >= 0 ? 1.0507 * x : 1.0507 * 1.6732 * expm1(x)
  case .gelu: 0.5 * x * (1 + tanh(0.797885 * x + 0.035677 * x * x * x))
  case .relie: x > 0 ? x : 0.01 * x
  case .ramp: max(0, x) + 0.1 * x
  case .leaky, .revleaky: x > 0 ? x : 0.1 * x
  case .tanh: tanh(x)
  case .plse: x < -4 ? 0.01 * (x + 4) : x > 4 ? 0.01 * (x - 4) + 1 : 0.125 * x + 0.5
  case .stair:
    floor(x).truncatingRemainder(dividingBy: 2) == 0
      ? floor(x / 2) : x - floor(x) + floor(x / 2)
  case .hardtan: min(1, max(-1, x))
  case .lhtan: x < 0 ? 0.001 * x : x > 1 ? 0.001 * (x - 1) + 1 : x
  case .swish: x * logistic
  case .mish: x * tanh(log1p(exp(x)))
  case .hardMish: x > 0 ? x : x > -2 ? x * x / 2 + x : 0
  case .normalizeChannels, .normalizeChannelsSoftmax, .normalizeChannelsSoftmaxMaxval: .nan
  }
}
