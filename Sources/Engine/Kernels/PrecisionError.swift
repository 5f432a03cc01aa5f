public import CfgParser

/// A precision was asked for that the kernels in use cannot multiply in.
public struct PrecisionError: DarknetError, Hashable {
  /// What was asked for.
  public let precision: Precision
  /// The kernel set in use.
  public let kernelSetName: String

  init(_ precision: Precision, kernels: KernelSet) {
    (self.precision, kernelSetName) = (precision, kernels.name)
  }

  /// The precision.
  public var subject: String { precision.rawValue }

  /// What is missing.
  public var message: String {
    "the kernel set '\(kernelSetName)' has no products of that precision"
  }

  /// What would be right.
  public var help: String? {
    """
    it wants a processor with AVX-512 BF16, and the kernel set avx512; \
    \(Precision.float32.rawValue) runs everywhere
    """
  }
}
