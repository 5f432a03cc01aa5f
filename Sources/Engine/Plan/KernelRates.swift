/// What the kernels of a set reach on one core, in units a second: figures known by the kind of
/// processor, so that plans choose alike on every machine of a kind.
///
/// Only their ratios matter.
struct KernelRates: Sendable, Hashable {
  /// Multiply-adds of the micro-kernel.
  let multiplyAdds: Double
  /// Those of bfloat16, as a multiple: what the instructions do.
  ///
  /// Plain C is slower, but there to compare with, so it takes them where they would be.
  var bfloat16Speed = 2.0
  /// Bytes of weights read from memory.
  let weightBytes: Double
  /// Values copied or transformed, before a product and after it.
  let transformedValues: Double
  /// Bytes of weights, as floats, prepared when a plan is made.
  let preparedBytes: Double
  /// What they are known of: a kind of processor, or any that wants the kernel set.
  var origin = Origin.kernelSet

  /// What figures are known of.
  enum Origin: String, Sendable, Hashable {
    /// AMD's Zen 4 with AVX-512.
    case zen4 = "Zen 4"
    /// AMD's Zen 5 with AVX-512.
    case zen5 = "Zen 5"
    /// Processors that are not known: the figures of one that wants the same kernel set.
    case kernelSet = "kernel set"
  }

  /// Values copied or transformed for products of that precision: half the bytes are written.
  func transformedValues(in precision: Precision) -> Double {
    precision == .bfloat16 ? transformedValues * 1.25 : transformedValues
  }

  /// Multiply-adds in that precision.
  func multiplyAdds(in precision: Precision) -> Double {
    precision == .bfloat16 ? multiplyAdds * bfloat16Speed : multiplyAdds
  }

  /// Those of a kernel set on a processor.
  static func known(for kernels: KernelSet, on processor: Processor = .current) -> KernelRates {
    kernels.name == "avx512" && processor.isZen4 ? .zen4 : common(for: kernels, processor)
  }

  /// Half the arithmetic of a Zen 5 a cycle, and weights that are read little behind it: with these
  /// the algorithms of a layer come in the order in which they were timed there.
  private static let zen4 = KernelRates(
    multiplyAdds: 50e9, bfloat16Speed: 3.5, weightBytes: 5.5e9, transformedValues: 3.2e9,
    preparedBytes: 2.2e9, origin: .zen4)

  private static func common(for kernels: KernelSet, _ processor: Processor) -> KernelRates {
    switch kernels.name {
    case "avx512":
      KernelRates(
        multiplyAdds: 100e9, weightBytes: 19e9, transformedValues: 6e9, preparedBytes: 3e9,
        origin: processor.isZen5 ? .zen5 : .kernelSet)
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
        multiplyAdds: 3e9, weightBytes: 5e9, transformedValues: 0.3e9,
        preparedBytes: 1e9)
    }
  }
}

extension Processor {
  /// AMD's Zen 4: family 25, which Zen 3 has the other models of.
  fileprivate var isZen4: Bool { isAMD(25, models: [0x10...0x1F, 0x60...0xAF]) }

  /// AMD's Zen 5: family 26, which Zen 6 has the other models of.
  fileprivate var isZen5: Bool { isAMD(26, models: [0x00...0x2F, 0x40...0x4F, 0x60...0x7F]) }

  private func isAMD(_ family: Int, models: [ClosedRange<Int>]) -> Bool {
    vendor == .amd && self.family == family && models.contains { $0.contains(model) }
  }
}
