#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension KernelSet {
  /// The environment variable that overrides the choice.
  static let variable = "DARKNET_SWIFT_KERNELS"

  /// The names of all sets, those this processor lacks among them.
  static let allNames = ["scalar", "openblas", "avx2", "avx512", "neon"]

  /// The sets this processor runs, the fastest last.
  package static let available: [KernelSet] = allNames.compactMap(named)

  /// The fastest set this processor runs.
  static let best: KernelSet = avx512 ?? avx2 ?? neon ?? openblas ?? scalar

  /// The set of that name; nil where there is none or this processor cannot run it.
  ///
  /// Only that set is looked at: OpenBLAS is loaded where it is meant.
  static func named(_ name: String) -> KernelSet? {
    switch name {
    case "scalar": scalar
    case "openblas": openblas
    case "avx2": avx2
    case "avx512": avx512
    case "neon": neon
    default: nil
    }
  }

  /// The set the environment asks for, or the best.
  ///
  /// - Throws: `KernelSetError` where the variable names a set that does not exist or cannot run
  ///   here.
  package static func chosen() throws(KernelSetError) -> KernelSet {
    try chosen(by: unsafe getenv(variable).map { unsafe String(cString: $0) })
  }

  /// The set a value of the variable asks for; none or an empty one asks for the best.
  static func chosen(by value: String?) throws(KernelSetError) -> KernelSet {
    guard let value, !value.isEmpty else { return best }
    guard let set = named(value) else { throw KernelSetError(value: value) }
    return set
  }
}
