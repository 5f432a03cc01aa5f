import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A softmax of values in Darknet's order, one share at a time; nothing overflows.
struct Softmax: Sendable {
  private let temperature: Float
  private let largest: Float
  private let logarithm: Double

  /// The softmax of the values that Darknet numbers `range`.
  init(
    _ range: Range<Int>, _ order: PlanarOrder, _ values: Span<Float>, temperature: Float = 1
  ) {
    var largest = -Float.greatestFiniteMagnitude
    for index in range { largest = max(largest, values[order.place(of: index)] / temperature) }
    var total = 0.0
    for index in range {
      total += exp(Double(values[order.place(of: index)] / temperature - largest))
    }
    (self.temperature, self.largest, logarithm) = (temperature, largest, log(total))
  }

  /// −ln of the share of a value.
  func lacking(_ value: Float) -> Double {
    logarithm - Double(value / temperature - largest)
  }

  /// The share of a value.
  func share(of value: Float) -> Float { Float(exp(-lacking(value))) }
}
