import CfgParser
import Testing

@Suite("damaged networks")
struct MutationTests {
  private static let networks = [images, heads, recurrent]

  private static let images = net(
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

  private static let heads = net(
    width: 35, height: 35,
    """
    [crop]
    crop_height=28
    crop_width=28
    [normalization]
    size=3
    alpha=0.001
    [local]
    filters=8
    size=3
    stride=2
    pad=1
    [deconvolutional]
    filters=6
    size=4
    stride=2
    pad=1
    [sam]
    from=-1
    activation=mish
    [avgpool]
    [scale_channels]
    from=-2
    scale_wh=0
    [reorg3d]
    stride=2
    [local_avgpool]
    size=3
    stride=2
    padding=2
    [maxpool]
    maxpool_depth=1
    out_channels=24
    antialiasing=0
    [l2norm]
    [iseg]
    classes=4
    ids=20
    [contrastive]
    yolo_layer=-2
    [Gaussian_yolo]
    mask=0,1
    anchors=10,14, 23,27
    classes=3
    num=2
    yolo_point=left_top
    [convolutional]
    filters=14
    xnor=1
    antialiasing=1
    share_index=-1000000000
    dilation=2
    [region]
    anchors=1,2, 3,4
    num=2
    classes=2
    coords=4
    tree=no.tree
    [implicit]
    filters=12
    atoms=9
    [connected]
    output=108
    dontload=1
    [activation]
    activation=relu6
    [logistic]
    [detection]
    classes=2
    coords=4
    num=2
    side=3
    [cost]
    """)

  private static let recurrent = net(
    width: 16, height: 12,
    """
    [history]
    history_size=2
    [crnn]
    output_filters=4
    hidden_filters=3
    batch_normalize=1
    shortcut=1
    [crnn]
    output=6
    hidden=4
    size=5
    pad=1
    groups=2
    [conv_lstm]
    output=4
    size=3
    stride=2
    padding=1
    peephole=1
    state_constrain=16
    bottleneck=0
    [batchnorm]
    [rnn]
    output=7
    hidden=5
    logistic=2
    shortcut=1
    [gru]
    output=6
    tanh=1
    batch_normalize=1
    [lstm]
    output=5
    dontloadscales=1
    [empty]
    """)

  @Test("the texts are sound as they stand", arguments: networks)
  func sound(_ text: String) throws {
    #expect(try network(text).warnings.isEmpty)
  }

  @Test("there is a section of every type")
  func complete() {
    let names = Self.networks.flatMap { text in
      text.split(separator: "\n").filter { $0.hasPrefix("[") }.map { $0.dropFirst().dropLast() }
    }
    let missing = LayerRegistry.all.map { $0.sectionNames[0] }.filter { !names.contains($0[...]) }
    #expect(missing == ["dropout"])
  }

  @Test(
    "text damaged at random is read or refused, in its own size and another, never a trap",
    arguments: 0..<20 as Range<UInt64>, networks.indices)
  func mutations(_ seed: UInt64, _ network: Int) {
    var random = SplitMix64(state: seed)
    for round in 0..<60 {
      var text = Array(Self.networks[network].utf8)
      for _ in 0...Int.random(in: 0..<6, using: &random) { mutate(&text, using: &random) }
      let compatibility = Compatibility.allCases.randomElement(using: &random) ?? .recommended
      // The search for a size that would do takes its time.
      let isResized = Int.random(in: 0..<8, using: &random) == 0
      let width = isResized ? Int.random(in: 0..<80, using: &random) : nil
      let outcome = outcome(of: text, width: width, compatibility)
      #expect(!outcome.isEmpty, "network \(network), seed \(seed), round \(round)")
    }
  }

  @Test(
    "a check of damaged text has errors exactly where no network can be made, that one among them",
    arguments: 0..<20 as Range<UInt64>, networks.indices)
  func checks(_ seed: UInt64, _ network: Int) {
    var random = SplitMix64(state: seed &+ 1_000)
    for _ in 0..<40 {
      var text = Array(Self.networks[network].utf8)
      for _ in 0...Int.random(in: 0..<4, using: &random) { mutate(&text, using: &random) }
      let compatibility = Compatibility.allCases.randomElement(using: &random) ?? .recommended
      let check = CfgCheck(text, file: "net.cfg", compatibility: compatibility)
      let errors = check.findings.filter { $0.severity == .error }
      let refusal = refusal(of: text, compatibility)
      let shown = String(decoding: text, as: UTF8.self)
      #expect((refusal == nil) == errors.isEmpty, "\(refusal?.description ?? "fine")\n\(shown)")
      #expect((check.network == nil) == (refusal != nil))
      guard let refusal, !errors.contains(where: { $0.rule.name == "head-filters" }) else {
        continue
      }
      #expect(
        errors.contains {
          $0.message == refusal.message && $0.location.line == refusal.location.line
        }, "\(refusal)\n\(errors)\n\(shown)")
    }
  }

  private func refusal(of bytes: [UInt8], _ compatibility: Compatibility) -> CfgError? {
    do {
      let document = try CfgDocument(parsingUTF8: bytes, file: "net.cfg")
      _ = try Network(document, compatibility: compatibility)
      return nil
    } catch { return error }
  }

  /// The table of the network, or the message that refuses it.
  private func outcome(
    of bytes: [UInt8], width: Int?, _ compatibility: Compatibility
  ) -> String {
    do {
      let document = try CfgDocument(parsingUTF8: bytes, file: "net.cfg")
      let network = try Network(document, width: width, compatibility: compatibility)
      return NetworkSummary(network).description
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
