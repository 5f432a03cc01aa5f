/// A way to compute a convolution: the algorithm, and what its products are of.
struct ConvolutionMethod: Sendable, Hashable {
  /// The algorithm.
  let algorithm: ConvolutionAlgorithm
  /// What rows and weights are kept as.
  var precision = Precision.float32

  /// The ways that apply to a geometry with the products of a kernel set and those of `precision`,
  /// directly and in that precision first.
  static func applying(
    to geometry: ConvolutionGeometry, kernels: KernelSet, precision: Precision
  ) -> [ConvolutionMethod] {
    let sets = [precision, .float32].compactMap { kernels.multiplying(in: $0) }
    return sets.prefix(precision == .float32 ? 1 : 2).flatMap { kernels in
      ConvolutionAlgorithm.allCases
        .filter { $0.applies(to: geometry, kernels: kernels) }
        .map { ConvolutionMethod(algorithm: $0, precision: kernels.precision) }
    }
  }
}
