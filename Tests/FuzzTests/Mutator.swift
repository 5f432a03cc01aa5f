/// Changes inputs at random, the same way for the same seed.
struct Mutator {
  private var random: SplitMix64
  private let words: [[UInt8]]

  /// Draws changes from a seed; `words` are put in as they are.
  init(seed: UInt64, words: [[UInt8]]) {
    random = SplitMix64(state: seed)
    self.words = words + Self.edges
  }

  /// The input with one to six changes.
  mutating func mutated(_ input: [UInt8]) -> [UInt8] {
    var bytes = input
    for _ in 0..<number(in: 1..<7) { change(&bytes) }
    return bytes
  }

  /// Numbers at the edges of their types, in both orders.
  private static let edges: [[UInt8]] = [
    [0], [0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F], [0x80, 0, 0, 0],
    [0, 0, 0, 0x80], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0],
  ]

  private mutating func change(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else {
      bytes = word()
      return
    }
    let place = number(in: 0..<bytes.count)
    let part = place..<min(bytes.count, place + number(in: 1..<33))
    let line = line(around: place, in: bytes)
    switch number(in: 0..<10) {
    case 0: bytes[place] ^= 1 << UInt8(number(in: 0..<8))
    case 1: bytes[place] = UInt8(number(in: 0..<256))
    case 2: bytes.insert(contentsOf: word(), at: place)
    case 3: overwrite(&bytes, at: place, with: word())
    case 4: bytes.removeSubrange(part)
    case 5: bytes.insert(contentsOf: bytes[part], at: place)
    case 6: bytes.removeSubrange(line)
    case 7: bytes.insert(contentsOf: bytes[line], at: line.lowerBound)
    case 8: replaceValue(in: &bytes, line)
    default: if number(in: 0..<8) == 0 { bytes.removeSubrange(place...) }
    }
  }

  private func overwrite(_ bytes: inout [UInt8], at place: Int, with word: [UInt8]) {
    let end = min(bytes.count, place + word.count)
    bytes.replaceSubrange(place..<end, with: word.prefix(end - place))
  }

  /// Puts another word behind the `=` of a line.
  private mutating func replaceValue(in bytes: inout [UInt8], _ line: Range<Int>) {
    guard let equals = bytes[line].firstIndex(of: UInt8(ascii: "=")) else { return }
    bytes.replaceSubrange((equals + 1)..<line.upperBound, with: word() + [UInt8(ascii: "\n")])
  }

  /// The line around a place, with its end; at most what is near.
  private func line(around place: Int, in bytes: [UInt8]) -> Range<Int> {
    let newline = UInt8(ascii: "\n")
    let start = bytes[..<place].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = bytes[place...].firstIndex(of: newline).map { $0 + 1 } ?? bytes.count
    return start..<end
  }

  private mutating func word() -> [UInt8] { words.randomElement(using: &random) ?? [] }

  private mutating func number(in range: Range<Int>) -> Int {
    Int.random(in: range, using: &random)
  }
}

/// The SplitMix64 generator: the same numbers everywhere for a seed.
private struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
