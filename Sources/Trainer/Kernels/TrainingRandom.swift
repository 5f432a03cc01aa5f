/// Numbers that look random, the same for the same layer and image: SplitMix64.
struct TrainingRandom: Sendable, Hashable {
  private var state: UInt64

  /// The numbers of a layer for an image, or the first image of a mini-batch, counted over all that
  /// were seen.
  init(layer: Int, number: Int) {
    state = Self.mixed(UInt64(truncatingIfNeeded: number) &<< 16 ^ UInt64(layer))
  }

  /// The next number of 0 ..< `limit`, which is above 0.
  mutating func below(_ limit: Int) -> Int {
    state &+= Self.step
    return Int((Self.mixed(state) >> 32) * UInt64(limit) >> 32)
  }

  /// Number `index` of those that follow, of 32 bits.
  func bits(_ index: Int) -> UInt64 {
    Self.mixed(state &+ UInt64(index) &* Self.step) >> 32
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  private static func mixed(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
