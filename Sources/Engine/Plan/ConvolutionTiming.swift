/// What an algorithm took for a convolution on this machine.
public struct ConvolutionTiming: Sendable, Hashable {
  /// The algorithm.
  public let algorithm: ConvolutionAlgorithm
  /// What its products are of.
  public let precision: Precision
  /// Preparing the weights, once.
  public let preparation: Duration
  /// Running it once: the shortest time of several.
  public let run: Duration

  /// Both together.
  var method: ConvolutionMethod {
    ConvolutionMethod(algorithm: algorithm, precision: precision)
  }

  init(_ method: ConvolutionMethod, preparation: Duration, run: Duration) {
    (algorithm, precision) = (method.algorithm, method.precision)
    (self.preparation, self.run) = (preparation, run)
  }

  /// Seconds for preparing it once and running it `runCount` times.
  func seconds(for runCount: Int) -> Double {
    Double(runCount) * (run / .seconds(1)) + preparation / .seconds(1)
  }
}
