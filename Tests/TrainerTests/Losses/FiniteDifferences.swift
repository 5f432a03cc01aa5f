@testable import Trainer

/// Comparing deltas with derivatives of a loss that is worked out in double precision.
enum FiniteDifferences {
  /// How far a value is moved to either side.
  private static let distance = 1e-5
  /// How far a delta may be from the derivative, as a share of the largest delta: single precision
  /// and the error of the central difference, both far below it.
  private static let tolerance = 2e-5

  /// The index of the first delta that is not minus the derivative of `loss`, or nil.
  static func firstMismatch(
    _ delta: [Float], at values: [Float], of loss: ([Double]) -> Double
  ) -> Int? {
    guard delta.count == values.count else { return 0 }
    var point = values.map(Double.init)
    let largest = delta.reduce(1e-3) { max($0, abs(Double($1))) }
    return values.indices.first { index in
      let middle = point[index]
      defer { point[index] = middle }
      point[index] = middle + distance
      let above = loss(point)
      point[index] = middle - distance
      let slope = (above - loss(point)) / (2 * distance)
      return !(abs(Double(delta[index]) + slope) <= tolerance * largest)
    }
  }
}

extension Loss {
  /// The deltas and the sums of one image; deltas have to be written where there was something.
  func evaluated(
    _ values: [Float], _ truth: [Float], seen: Int = 1 << 20
  ) -> (delta: [Float], sums: LossSums) {
    var delta = [Float](repeating: .nan, count: values.count)
    var span = delta.mutableSpan
    let sums = evaluate(values.span, truth: truth.span, seen: seen, into: &span)
    return (delta, sums)
  }
}

/// Numbers that look random, the same for the same seed.
struct TestNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

  /// A number in `range`.
  mutating func next(in range: ClosedRange<Float>) -> Float {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let share = Float(state >> 40) * 0x1p-24
    return range.lowerBound + share * (range.upperBound - range.lowerBound)
  }

  /// A whole number from 0 up to and without `end`.
  mutating func below(_ end: Int) -> Int { min(Int(next(in: 0...1) * Float(end)), end - 1) }

  /// So many numbers in `range`.
  mutating func list(_ count: Int, in range: ClosedRange<Float>) -> [Float] {
    (0..<count).map { _ in next(in: range) }
  }
}
