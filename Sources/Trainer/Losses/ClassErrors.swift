#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Errors of classes that share a softmax, worked out from raw values.
enum ClassErrors {
  /// The share of value `index` in the softmax of the values in `range`.
  static func probability(of index: Int, in range: Range<Int>, _ values: Span<Float>) -> Float {
    let (largest, sum) = total(range, values)
    return Float(exp(Double(values[index] - largest)) / sum)
  }

  /// Writes scale · (truth − p) for the values `taught`, the truth being 1 for value `own` and 0
  /// for all others; p are their shares in the softmax of the values in `range`.
  static func softmax(
    _ range: Range<Int>, _ taught: Range<Int>, _ own: Int, _ values: Span<Float>, scale: Float,
    _ delta: inout MutableSpan<Float>
  ) {
    let (largest, sum) = total(range, values)
    for index in taught {
      let share = Float(exp(Double(values[index] - largest)) / sum)
      delta[index] = scale * ((index == own ? 1 : 0) - share)
    }
  }

  /// What the errors of classes are multiplied by with `focal_loss`, for a class that has the
  /// probability p: (1 − p) · (1 − p − 2 · p · ln p) / 2, which falls from ½ to 0.
  ///
  /// - Reference: AlexeyAB's `yolo_layer.c`, `delta_yolo_class`; Lin et al., "Focal Loss",
  ///   [arXiv:1708.02002](https://arxiv.org/abs/1708.02002).
  static func focalWeight(_ probability: Float) -> Float {
    // Darknet's guard against the logarithm of 0.
    let p = probability + 1e-15
    return 0.5 * (1 - p) * (1 - p - 2 * p * log(p))
  }

  private static func total(
    _ range: Range<Int>, _ values: Span<Float>
  ) -> (largest: Float, sum: Double) {
    var largest = -Float.greatestFiniteMagnitude
    for index in range { largest = max(largest, values[index]) }
    var sum = 0.0
    for index in range { sum += exp(Double(values[index] - largest)) }
    return (largest, sum)
  }
}
