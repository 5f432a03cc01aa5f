import CKernels

/// Which processor it is, as far as what its kernels reach is known by its kind.
struct Processor: Sendable, Hashable {
  /// Who makes it.
  enum Vendor: Sendable, Hashable {
    /// AMD.
    case amd
    /// Intel.
    case intel
    /// Anybody else, and every processor that is no x86.
    case other
  }

  /// Who makes it.
  let vendor: Vendor
  /// The family, as its maker counts.
  let family: Int
  /// The model in the family.
  let model: Int

  /// The one the program runs on.
  static let current = Processor(dk_this_processor())

  /// What C found.
  private init(_ found: dk_processor) {
    vendor =
      switch found.vendor {
      case UInt32(DK_VENDOR_AMD): .amd
      case UInt32(DK_VENDOR_INTEL): .intel
      default: .other
      }
    (family, model) = (Int(found.family), Int(found.model))
  }

  /// A processor of that kind.
  init(_ vendor: Vendor, family: Int, model: Int) {
    (self.vendor, self.family, self.model) = (vendor, family, model)
  }
}
