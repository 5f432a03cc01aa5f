/// What the kernels of a set reach on one core of a processor that wants that set, in units a
/// second: known figures, so that plans for one set choose alike on every machine with the memory.
///
/// Only their ratios matter.
struct KernelRates: Sendable, Hashable {
  /// Multiply-adds of the micro-kernel.
  let multiplyAdds: Double
  /// Those of bfloat16, as a multiple.
  var bfloat16Speed = 2.0
  /// Bytes of weights read from memory.
  let weightBytes: Double
  /// Values copied or transformed, before a product and after it.
  let transformedValues: Double
  /// Bytes of weights, as floats, prepared when a plan is made.
  let preparedBytes: Double

  /// Values copied or transformed for products of that precision: half the bytes are written.
  func transformedValues(in precision: Precision) -> Double {
    precision == .bfloat16 ? transformedValues * 1.25 : transformedValues
  }

  /// Multiply-adds in that precision.
  func multiplyAdds(in precision: Precision) -> Double {
    precision == .bfloat16 ? multiplyAdds * bfloat16Speed : multiplyAdds
  }

  /// Those of a kernel set.
  static func known(for kernels: KernelSet) -> KernelRates {
    switch kernels.name {
    case "avx512":
      KernelRates(
        multiplyAdds: 100e9, weightBytes: 14e9, transformedValues: 6e9, preparedBytes: 3e9)
    case "avx2":
      KernelRates(
        multiplyAdds: 50e9, weightBytes: 10e9, transformedValues: 3.5e9, preparedBytes: 2e9)
    case "neon":
      // Worked out, not measured: as many vectors of four as a core with four units takes in AVX2's
      // proportions.
      KernelRates(
        multiplyAdds: 25e9, weightBytes: 8e9, transformedValues: 1.8e9, preparedBytes: 1.5e9)
    default:
      KernelRates(
        multiplyAdds: 3e9, bfloat16Speed: 0.5, weightBytes: 5e9, transformedValues: 0.3e9,
        preparedBytes: 1e9)
    }
  }
}
