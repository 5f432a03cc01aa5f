import CfgParser

/// A small network made of layers that share memory in every way a cfg can ask for.
///
/// Each layer is drawn at random and kept if the parser takes it, so the networks are legal by
/// construction.
struct RandomNetwork {
  /// The network, over an input of 4 × 4 × 4.
  let network: Network
  /// What was drawn, for messages.
  let text: String

  init(seed: UInt64) throws {
    var source = Source(seed: seed)
    var text = "[net]\nwidth=4\nheight=4\nchannels=4\n"
    var network: Network?
    let layerCount = 3 + source.next(12)
    while network?.nodes.count ?? 0 < layerCount {
      let longer = text + source.section(after: network?.nodes.count ?? 0)
      guard let parsed = try? Network(CfgDocument(parsing: longer, file: "random.cfg")),
        parsed.nodes.allSatisfy({ $0.outputShape.count <= 4096 })
      else { continue }
      (text, network) = (longer, parsed)
    }
    self.network = try network ?? Network(CfgDocument(parsing: text, file: "random.cfg"))
    self.text = text
  }

  /// Draws sections from a seed.
  private struct Source {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }

    mutating func section(after count: Int) -> String {
      switch next(27) {
      case 0...6: convolution()
      case 7...11: route(after: count)
      case 12...15: shortcut(after: count)
      case 16: "[maxpool]\nsize=\(2 + next(2))\nstride=\(1 + next(2))\n"
      case 17: "[batchnorm]\n"
      case 18: "[dropout]\n"
      case 19: "[upsample]\nstride=\(next(2) == 0 ? 2 : -2)\n"
      case 20: "[reorg]\nstride=2\nreverse=\(next(2))\n"
      case 21: "[yolo]\nclasses=1\nanchors=2,3\nmask=0\n"
      case 22: attention(after: count)
      case 23:
        ["[activation]\nactivation=elu\n", "[logistic]\n", "[l2norm]\n", "[lrn]\n"][next(4)]
      case 24: "[region]\nclasses=1\nanchors=2,3\nsoftmax=1\n"
      case 25: passive[next(4)]
      default: recurrent[next(6)]
      }
    }

    private var passive: [String] {
      [
        "[softmax]\n", "[cost]\n", "[local_avgpool]\nsize=2\nstride=1\n",
        "[detection]\ncoords=4\nside=2\nnum=2\nclasses=6\nsoftmax=1\n",
      ]
    }

    private var recurrent: [String] {
      [
        "[history]\nhistory_size=2\n", "[crnn]\npad=1\noutput=4\nhidden=3\nshortcut=1\n",
        "[conv_lstm]\npad=1\noutput=4\npeephole=1\n", "[rnn]\noutput=4\nhidden=3\nshortcut=1\n",
        "[gru]\noutput=4\n", "[lstm]\noutput=4\n",
      ]
    }

    private mutating func convolution() -> String {
      """
      [convolutional]
      filters=\([4, 6, 8][next(3)])
      size=\([1, 3][next(2)])
      stride=\(next(6) == 0 ? 2 : 1)
      pad=1
      groups=\(1 + next(2))
      xnor=\(next(8) / 7)
      batch_normalize=\(next(2))
      activation=\(["linear", "leaky", "mish"][next(3)])

      """
    }

    private mutating func attention(after count: Int) -> String {
      guard count > 0 else { return "" }
      let kind = ["sam", "scale_channels"][next(2)]
      return "[\(kind)]\nfrom=\(next(count))\nactivation=leaky\n"
    }

    private mutating func route(after count: Int) -> String {
      guard count > 0 else { return "" }
      let layers = (0...next(3)).map { _ in "\(next(count))" }.joined(separator: ",")
      let groups = 1 + next(5) / 4
      return "[route]\nlayers=\(layers)\ngroups=\(groups)\ngroup_id=\(next(groups))\n"
    }

    private mutating func shortcut(after count: Int) -> String {
      guard count > 0 else { return "" }
      let from = (0...next(2)).map { _ in "\(next(count))" }.joined(separator: ",")
      let weights = ["none", "none", "per_feature", "per_channel"][next(4)]
      return "[shortcut]\nfrom=\(from)\nactivation=leaky\nweights_type=\(weights)\n"
    }
  }
}
