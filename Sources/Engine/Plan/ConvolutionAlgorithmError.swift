public import CfgParser

/// An algorithm for convolutions was asked for that does not exist.
public struct ConvolutionAlgorithmError: DarknetError, Hashable {
  /// The value of `DARKNET_SWIFT_CONVOLUTION`, as it was found.
  public let value: String

  init(value: String) {
    self.value = value
  }

  /// The environment variable.
  public var subject: String { ConvolutionAlgorithm.variable }

  /// What was found.
  public var message: String { "there is no algorithm '\(value)'" }

  /// The algorithms there are.
  public var help: String? {
    "there are \(ConvolutionAlgorithm.allCases.map(\.rawValue).joined(separator: ", "))"
  }
}
