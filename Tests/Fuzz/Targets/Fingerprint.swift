extension [UInt8] {
  /// A number that depends on every byte, the same for the same bytes: what is drawn by it is drawn
  /// again when an input is replayed.
  ///
  /// - Reference: FNV-1a, 64 bits.
  var fingerprint: UInt64 {
    reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
