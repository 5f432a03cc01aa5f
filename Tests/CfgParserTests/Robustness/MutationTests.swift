import CfgParser
import Testing

@Suite("damaged networks")
struct MutationTests {
  private static let sound = net(
    width: 64, height: 64,
    """
    [convolutional]
    batch_normalize=1
    filters=16
    size=3
    stride=2
    pad=1
    activation=leaky
    [maxpool]
    size=2
    stride=2
    [route]
    layers=-1,-1
    groups=2
    [shortcut]
    from=-2
    activation=linear
    [reorg]
    stride=2
    [upsample]
    stride=2
    [convolutional]
    filters=18
    [yolo]
    mask=0,1
    anchors=10,14, 23,27
    classes=4
    num=2
    [avgpool]
    [connected]
    output=10
    [softmax]
    """)

  @Test("the text is sound as it stands")
  func sound() {
    #expect(fault(of: Self.sound) == nil)
  }

  @Test(
    "text damaged at random is read or refused, never a trap", arguments: 0..<40 as Range<UInt64>)
  func mutations(_ seed: UInt64) {
    var random = SplitMix64(state: seed)
    for round in 0..<60 {
      var text = Array(Self.sound.utf8)
      for _ in 0...Int.random(in: 0..<6, using: &random) { mutate(&text, using: &random) }
      let outcome = outcome(of: text)
      #expect(!outcome.isEmpty, "seed \(seed), round \(round)")
    }
  }

  /// The table of the network, or the message that refuses it.
  private func outcome(of bytes: [UInt8]) -> String {
    do {
      let document = try CfgDocument(parsingUTF8: bytes, file: "net.cfg")
      return NetworkSummary(try Network(document)).description
    } catch {
      return error.description
    }
  }

  /// Damages the text in one place: a byte, a word, a line gone, a line twice, or the end cut off.
  private func mutate(_ text: inout [UInt8], using random: inout SplitMix64) {
    guard !text.isEmpty else { return }
    let position = Int.random(in: 0..<text.count, using: &random)
    let line = lineRange(in: text, at: position)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: text[position] = UInt8.random(in: 1...255, using: &random)
    case 1:
      text.insert(contentsOf: (Self.words.randomElement(using: &random) ?? "").utf8, at: position)
    case 2: text.removeSubrange(line)
    case 3: text.insert(contentsOf: text[line], at: line.lowerBound)
    case 4: replaceValue(in: &text, line, using: &random)
    default: if Int.random(in: 0..<8, using: &random) == 0 { text.removeSubrange(position...) }
    }
  }

  private func replaceValue(
    in text: inout [UInt8], _ line: Range<Int>, using random: inout SplitMix64
  ) {
    guard let equals = text[line].firstIndex(of: UInt8(ascii: "=")) else { return }
    let word = (Self.words.randomElement(using: &random) ?? "") + "\n"
    text.replaceSubrange((equals + 1)..<line.upperBound, with: word.utf8)
  }

  /// The line around `position`, with its end.
  private func lineRange(in text: [UInt8], at position: Int) -> Range<Int> {
    let newline = UInt8(ascii: "\n")
    let start = text[..<position].lastIndex(of: newline).map { $0 + 1 } ?? 0
    let end = text[position...].firstIndex(of: newline).map { $0 + 1 } ?? text.count
    return start..<max(start, end)
  }

  private static let words = [
    "0", "-1", "1", "7", "1024", "65536", "2147483647", "9223372036854775807",
    "-9223372036854775808",
    "1e30", "nan", "=", ",", "[", "]", "#", ";", "[net]", "[softmax]\n", "[conv]\n", "-1,0,3", "\r",
    "\u{0}",
    "leaky", "é",
  ]
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
