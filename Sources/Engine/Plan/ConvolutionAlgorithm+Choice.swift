#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension ConvolutionAlgorithm {
  /// The environment variable that overrides the choice, where the options make none.
  static let variable = "DARKNET_SWIFT_CONVOLUTION"

  /// The algorithm the environment asks for; nil for the one that each convolution is best served
  /// by.
  ///
  /// - Throws: `ConvolutionAlgorithmError` where the variable names none.
  static func forced() throws(ConvolutionAlgorithmError) -> ConvolutionAlgorithm? {
    try forced(by: unsafe getenv(variable).map { unsafe String(cString: $0) })
  }

  /// The algorithm a value of the variable asks for; none or an empty one asks for none.
  static func forced(
    by value: String?
  ) throws(ConvolutionAlgorithmError) -> ConvolutionAlgorithm? {
    guard let value, !value.isEmpty else { return nil }
    guard let algorithm = ConvolutionAlgorithm(rawValue: value) else {
      throw ConvolutionAlgorithmError(value: value)
    }
    return algorithm
  }
}
