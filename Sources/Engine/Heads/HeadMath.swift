#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The functions heads apply, evaluated in double and rounded once, as darknet does.
package enum HeadMath {
  /// σ(x) = 1 / (1 + e^−x).
  package static func logistic(_ x: Float) -> Float { Float(1 / (1 + exp(-Double(x)))) }

  /// e^x · `factor` / `divisor`, the size of a box.
  package static func scaledExponential(_ x: Float, _ factor: Float, over divisor: Int) -> Float {
    Float(exp(Double(x)) * Double(factor) / Double(divisor))
  }

  /// Replaces `range` of `values` by its softmax.
  ///
  /// - Reference: darknet `blas.c`, `softmax`, at temperature 1.
  static func softmax(_ values: inout MutableSpan<Float>, in range: Range<Int>) {
    var largest = -Float.greatestFiniteMagnitude
    for index in range where values[index] > largest { largest = values[index] }
    var sum: Float = 0
    for index in range {
      let power = Float(exp(Double(values[index] - largest)))
      sum += power
      values[index] = power
    }
    for index in range { values[index] /= sum }
  }
}
