/// Random numbers that are the same for the same seed, on every machine.
///
/// - Reference: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014:
///   SplitMix64.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A number from 0 on and below 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// The index of one of `weights`, each as likely as its weight; the last one above 0 where rounding
  /// leaves none.
  mutating func index(weights: [Double]) -> Int {
    var rest = unit() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }
}
