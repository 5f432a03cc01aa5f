public import CfgParser

/// A kernel set was asked for that does not exist or that this processor cannot run.
public struct KernelSetError: DarknetError, Hashable {
  /// The value of `DARKNET_SWIFT_KERNELS`, as it was found.
  public let value: String

  init(value: String) {
    self.value = value
  }

  /// The environment variable.
  public var subject: String { KernelSet.variable }

  /// What was found, and what would be right.
  public var message: String {
    if value == "openblas" { return "the kernel set 'openblas' wants OpenBLAS, which is not there" }
    return KernelSet.allNames.contains(value)
      ? "this processor cannot run the kernel set '\(value)'"
      : "there is no kernel set '\(value)'"
  }

  /// The sets there are.
  public var help: String? {
    "this processor runs \(KernelSet.available.map(\.name).joined(separator: ", "))"
  }
}
