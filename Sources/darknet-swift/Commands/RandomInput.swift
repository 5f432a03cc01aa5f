/// An input for timing: random, and the same every time.
enum RandomInput {
  /// Values in 0..<1, as pixels are.
  static func values(count: Int) -> [Float] {
    // Marsaglia's xorshift; any generator would do, as long as it is fixed.
    var state: UInt32 = 2_463_534_242
    return (0..<count).map { _ in
      state ^= state << 13
      state ^= state >> 17
      state ^= state << 5
      return Float(state >> 8) / Float(1 << 24)
    }
  }
}
