/// What random numbers are for: each purpose has numbers of its own.
enum RandomPurpose: UInt64 {
  /// The image of an example, and how it is changed.
  case example = 1
  /// The size of the input.
  case size = 2
}

extension SeededNumbers {
  /// The numbers of example or block `number` of a run: they depend on nothing else, so that a run
  /// that goes on needs no state of theirs.
  init(seed: UInt64, _ purpose: RandomPurpose, number: Int) {
    var outer = SeededNumbers(seed: seed &+ purpose.rawValue << 56)
    var inner = SeededNumbers(seed: outer.next() ^ UInt64(truncatingIfNeeded: number))
    self.init(seed: inner.next())
  }

  /// A number from `first` to `last`, which may be the smaller.
  mutating func uniform(_ first: Float, _ last: Float) -> Float {
    let found = first + (last - first) * Float(unit())
    return Swift.min(Swift.max(found, Swift.min(first, last)), Swift.max(first, last))
  }

  /// A number from 1 to `limit`, or the reciprocal of one, equally often.
  ///
  /// - Reference: darknet `utils.c`, `rand_scale`.
  mutating func factor(_ limit: Float) -> Float {
    let found = uniform(1, limit)
    return chance() ? found : 1 / found
  }

  /// Yes or no.
  mutating func chance() -> Bool { next() >> 63 == 1 }

  /// A whole number of 0 ..< `limit`, which is above 0.
  mutating func below(_ limit: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(limit)).high)
  }
}
