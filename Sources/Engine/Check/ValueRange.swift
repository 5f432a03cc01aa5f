/// What a pass over many values tells of them, cheaply: enough to see whether a second look is
/// worth it.
struct ValueRange {
  /// The smallest and the largest of the finite values.
  private(set) var (minimum, maximum) = (Float.infinity, -Float.infinity)
  /// The largest of the bit patterns without sign, which order as magnitudes do.
  private var largestBits: UInt32 = 0

  /// Whether some value is NaN or infinite.
  var hasNotFinite: Bool { largestBits >= Float.infinity.bitPattern }
  /// The largest magnitude; infinite where some value is not finite.
  var magnitude: Float {
    hasNotFinite ? .infinity : Float(bitPattern: largestBits)
  }
  /// Whether all values are one number.
  var isConstant: Bool { !hasNotFinite && minimum == maximum }

  /// Takes further values.
  mutating func add(_ values: UnsafeBufferPointer<Float>) {
    var (low, high, bits) = (minimum, maximum, largestBits)
    for index in values.indices {
      let value = unsafe values[index]
      // Comparisons with NaN are false, so it is left out.
      low = value < low ? value : low
      high = value > high ? value : high
      bits = max(bits, value.bitPattern & 0x7FFF_FFFF)
    }
    (minimum, maximum, largestBits) = (low, high, bits)
  }
}
