import CKernels

/// What this processor can run, as far as a kernel set depends on it.
struct CPUFeatures: OptionSet, Sendable, Hashable {
  /// A sum of the `DK_FEATURE_` bits of `cpu_features.h`.
  let rawValue: UInt32

  /// AVX2 and FMA.
  static let avx2 = CPUFeatures(rawValue: UInt32(DK_FEATURE_AVX2))
  /// AVX-512 F, BW, DQ and VL, with FMA.
  static let avx512 = CPUFeatures(rawValue: UInt32(DK_FEATURE_AVX512))
  /// AVX-512 BF16, beside what `avx512` stands for.
  static let avx512BFloat16 = CPUFeatures(rawValue: UInt32(DK_FEATURE_AVX512_BF16))
  /// NEON.
  static let neon = CPUFeatures(rawValue: UInt32(DK_FEATURE_NEON))

  /// Those of the processor the program runs on.
  static let current = CPUFeatures(rawValue: dk_cpu_features())
}
