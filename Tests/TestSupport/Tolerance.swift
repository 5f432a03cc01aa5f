/// How far two results may be apart, and why.
public struct Tolerance: Sendable, Hashable {
  /// Largest difference as a share of the largest expected magnitude.
  public let relative: Float

  private init(_ relative: Float) { self.relative = relative }

  /// No arithmetic is involved, or the same arithmetic in the same order: copying, pooling,
  /// routing.
  public static let exact = Tolerance(0)
  /// Sums of `terms` products taken in another order, or with fused multiply-add.
  public static func sumOrder(terms: Int) -> Tolerance {
    Tolerance(2e-7 * Float(terms).squareRoot() + 1e-6)
  }
  /// A few functions of the exponential, each good to about 2⁻²².
  public static let exponential = Tolerance(2e-6)
  /// Several layers, batch normalisation folded, compared with double precision.
  public static let network = Tolerance(2e-5)

  /// The index of the first value too far off, or nil.
  public func firstMismatch(_ values: [Float], _ expected: [Float]) -> Int? {
    guard values.count == expected.count else { return min(values.count, expected.count) }
    let largest = expected.reduce(0) { max($0, abs($1)) }
    return values.indices.first { index in
      !(abs(values[index] - expected[index]) <= relative * largest)
    }
  }
}
