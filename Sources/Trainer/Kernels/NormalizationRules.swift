import CfgParser

/// What the programs do differently when they normalise a mini-batch.
///
/// - Reference: darknet `batchnorm_layer.c`, `forward_batchnorm_layer`; `blas.c`, `normalize_cpu`,
///   `normalize_delta_cpu`.
struct NormalizationRules: Sendable, Hashable {
  /// What rolling averages move by: this share of the way to the mini-batch's.
  let rollingShare: Float
  private let compatibility: Compatibility

  /// The rules of a set; what is recommended are those of a GPU, which are the same in both.
  init(_ compatibility: Compatibility) {
    self.compatibility = compatibility
    rollingShare = compatibility == .alexeyab ? 0.1 : 0.01
  }

  /// What the difference from the mean is divided by, forwards.
  func divisor(_ variance: Double) -> Double {
    compatibility == .pjreddie
      ? variance.squareRoot() + 1e-6 : (variance + Self.epsilon).squareRoot()
  }

  /// What a delta is divided by, backwards.
  func deltaDivisor(_ variance: Double) -> Double {
    compatibility == .alexeyab
      ? variance.squareRoot() + Self.epsilon : (variance + Self.epsilon).squareRoot()
  }

  /// Added to the variance, in the original backwards alone.
  static let epsilon = 1e-5
}
