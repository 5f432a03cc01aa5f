import CfgParser
import Testing

@testable import Engine

@Suite("pooling in the step of a convolution")
struct PoolingFusionTests {
  private static let convolution = """
    [convolutional]
    batch_normalize=1
    filters=16
    size=3
    pad=1
    activation=leaky

    """
  private static let maxpool = "[maxpool]\nsize=2\nstride=2\n"

  private func plan(
    _ sections: String, extent: Int = 32, _ options: PlanOptions = .init()
  ) throws -> ExecutionPlan {
    let cfg = "[net]\nwidth=\(extent)\nheight=\(extent)\nchannels=3\n" + sections
    let network = try Network(CfgDocument(parsing: cfg, file: "net.cfg"))
    var options = options
    options.threadCount = 2
    options.convolutionAlgorithm = .sliding
    return try ExecutionPlan(
      network, weights: NetworkWeights(randomFor: network), options: options)
  }

  private func names(_ plan: ExecutionPlan) -> [String] {
    plan.summary.steps.map { $0.algorithm.isEmpty ? $0.name : "\($0.name), \($0.algorithm)" }
  }

  @Test("joins what nobody else reads", arguments: [32, 33])
  func joined(extent: Int) throws {
    guard KernelSet.best.multiplier == .panels else { return }
    let plan = try plan(Self.convolution + Self.maxpool, extent: extent)
    let half = (extent + 1) / 2
    #expect(names(plan) == ["convolution 3×3/1, sliding + maxpool 2×2/2"])
    #expect(plan.summary.steps[0].output == Shape(channels: 16, height: half, width: half))
  }

  @Test(
    "leaves apart what others read, or what is more than the largest of pairs",
    arguments: [
      convolution + maxpool + "[route]\nlayers=-2\n", convolution,
      convolution + "[maxpool]\nsize=2\nstride=1\n",
      convolution + "[maxpool]\nsize=3\nstride=2\n",
      convolution + "[maxpool]\nsize=2\nstride=2\npadding=2\n",
      convolution + "[maxpool]\nmaxpool_depth=1\nout_channels=4\n",
      convolution + "[maxpool]\nsize=2\nstride=2\nantialiasing=1\n",
      convolution + "[avgpool]\n",
    ])
  func apart(sections: String) throws {
    let joined = try names(plan(sections)).filter { $0.contains(" + ") }
    #expect(joined.isEmpty)
  }

  @Test("leaves apart a map of odd size whose last row is not pooled")
  func oddWithoutPadding() throws {
    let sections = Self.convolution + "[maxpool]\nsize=2\nstride=2\npadding=0\n"
    let joined = try names(plan(sections, extent: 33)).filter { $0.contains(" + ") }
    #expect(joined.isEmpty)
  }

  @Test("gives the bits of separate steps", arguments: [32, 33])
  func sameBits(extent: Int) throws {
    let sections = String(repeating: Self.convolution + Self.maxpool, count: 3)
    let results = try [false, true].map { retains in
      let plan = try plan(sections, extent: extent, .init(retainsActivations: retains))
      #expect(names(plan).count { $0.contains(" + ") } == (retains ? 0 : 3) || !isPanelled)
      var session = Session(plan)
      let input = (0..<plan.network.inputShape.count).map { Float($0 % 17) / 17 - 0.4 }
      try session.setInput(input.span)
      session.run()
      return session.output(of: plan.network.outputIndex)
    }
    #expect(results[0] == results[1])
  }

  @Test("takes no memory for what is not written")
  func memory() throws {
    guard isPanelled else { return }
    let sections = Self.convolution + Self.maxpool
    let (joined, apart) = (
      try plan(sections, extent: 512),
      try plan(sections, extent: 512, .init(retainsActivations: true))
    )
    #expect(joined.arenaByteCount + 3 * 512 * 512 * 16 < apart.arenaByteCount)
  }

  private var isPanelled: Bool { KernelSet.best.multiplier == .panels }
}
