package import CKernels

/// The kernels of one kind of processor, chosen once for a plan.
///
/// Sets differ in speed only: `scalar` is the definition of right, the others agree with it to
/// rounding.
@safe package struct KernelSet: Sendable {
  /// The name in `DARKNET_SWIFT_KERNELS` and in plans.
  package let name: String
  /// The C functions.
  package var table: dk_kernel_table
  /// What multiplies gathered rows by packed weights.
  let multiplier: Multiplier
  /// What it multiplies.
  var precision = Precision.float32
  /// What only training does.
  package let training: dk_training_table
  /// Its products of bfloat16; nil where it has none.
  let bfloat16: dk_bf16_table?

  /// Who multiplies.
  enum Multiplier: Sendable, Hashable {
    /// The table's own micro-kernel, over panels of weights.
    case panels
    /// OpenBLAS, over weights as rows.
    case openBLAS
  }

  private init(
    _ name: String, _ table: dk_kernel_table, _ training: dk_training_table,
    multiplier: Multiplier = .panels,
    bfloat16: dk_bf16_table? = nil
  ) {
    self.name = name
    self.table = table
    self.training = training
    self.multiplier = multiplier
    self.bfloat16 = bfloat16
  }
}

extension KernelSet {
  /// Plain C: runs everywhere, the definition of right.
  package static let scalar = unsafe KernelSet(
    "scalar", dk_kernels_scalar().pointee, dk_training_scalar().pointee,
    bfloat16: dk_bf16_scalar().pointee)

  /// `scalar` with OpenBLAS for the products: the portable fast path, and the second opinion in
  /// tests; nil where the system has no OpenBLAS.
  static let openblas: KernelSet? =
    if OpenBLAS.loaded != nil {
      unsafe KernelSet(
        "openblas", dk_kernels_scalar().pointee, dk_training_scalar().pointee,
        multiplier: .openBLAS)
    } else {
      nil
    }

  /// For x86-64 with AVX2 and FMA; nil where the processor has them not.
  static let avx2: KernelSet? =
    if CPUFeatures.current.contains(.avx2), let table = unsafe dk_kernels_avx2(),
      let training = unsafe dk_training_avx2()
    {
      unsafe KernelSet("avx2", table.pointee, training.pointee)
    } else {
      nil
    }

  /// For x86-64 with AVX-512; nil where the processor has it not.
  static let avx512: KernelSet? =
    if CPUFeatures.current.contains(.avx512), let table = unsafe dk_kernels_avx512(),
      let training = unsafe dk_training_avx512()
    {
      unsafe KernelSet(
        "avx512", table.pointee, training.pointee,
        bfloat16: CPUFeatures.current.contains(.avx512BFloat16)
          ? dk_bf16_avx512()?.pointee : nil)
    } else {
      nil
    }

  /// For arm64, whose processors all have NEON; nil elsewhere.
  static let neon: KernelSet? =
    if CPUFeatures.current.contains(.neon), let table = unsafe dk_kernels_neon(),
      let training = unsafe dk_training_neon()
    {
      unsafe KernelSet("neon", table.pointee, training.pointee)
    } else {
      nil
    }
}
