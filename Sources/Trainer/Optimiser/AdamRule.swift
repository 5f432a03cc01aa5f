import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// How gradients change parameters with `adam=1`, as Darknet applies it on GPUs.
///
/// With u the sum of the deltas of a step: u −= decay · N · p, for biases and scales, too;
/// m = B1 · m + (1 − B1) · u; v = B2 · v + (1 − B2) · u²;
/// p += rate · (m / (1 − B1ᵗ)) / (√(v / (1 − B2ᵗ)) + eps), not divided by the images; u = 0.
///
/// - Reference: darknet `blas_kernels.cu`, `adam_update_gpu`; Kingma and Ba, "Adam",
///   [arXiv:1412.6980](https://arxiv.org/abs/1412.6980).
struct AdamRule: Sendable, Hashable {
  /// The keys of the cfg.
  let settings: OptimizerSettings.Adam
  /// The rate of the step, with the factor of the layer.
  let rate: Float
  /// What a parameter draws from its update: decay · N.
  let decay: Float
  /// What the mean of the updates is multiplied by, which begins at 0: 1 / (1 − B1ᵗ).
  let meanFactor: Float
  /// The same for the mean of their squares: 1 / (1 − B2ᵗ).
  let squareFactor: Float

  /// The rule of one step.
  ///
  /// - Parameters:
  ///   - settings: The keys of the cfg.
  ///   - rate: The rate of the step, with the factor of the layer.
  ///   - images: Images of a step.
  ///   - decay: How strongly parameters are drawn to 0.
  ///   - step: How many updates there are with this one, from 1 on.
  init(_ settings: OptimizerSettings.Adam, rate: Float, images: Int, decay: Float, step: Int) {
    (self.settings, self.rate, self.decay) = (settings, rate, decay * Float(images))
    meanFactor = Float(1 / (1 - pow(Double(settings.beta1), Double(step))))
    squareFactor = Float(1 / (1 - pow(Double(settings.beta2), Double(step))))
  }

  /// Moves parameters; all spans are of one length.
  ///
  /// - Parameters:
  ///   - parameters: What moves.
  ///   - updates: Sums of deltas of the step; 0 afterwards.
  ///   - means: The moving mean of the updates.
  ///   - squares: The moving mean of their squares.
  func apply(
    to parameters: inout MutableSpan<Float>, updates: inout MutableSpan<Float>,
    means: inout MutableSpan<Float>, squares: inout MutableSpan<Float>
  ) {
    precondition(parameters.count == updates.count)
    precondition(means.count == updates.count && squares.count == updates.count)
    for index in parameters.indices {
      let update = updates[index] - decay * parameters[index]
      let mean = settings.beta1 * means[index] + (1 - settings.beta1) * update
      let square = settings.beta2 * squares[index] + (1 - settings.beta2) * update * update
      let divisor = (square * squareFactor).squareRoot() + settings.eps
      parameters[index] += rate * (mean * meanFactor) / divisor
      (means[index], squares[index], updates[index]) = (mean, square, 0)
    }
  }
}
