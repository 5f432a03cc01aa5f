import CfgParser
import Testing
import TestSupport

@testable import Engine

@Suite("[shortcut] in the step of a convolution")
struct ShortcutFusionTests {
  private static let wide = convolution(size: 3, filters: 16, "leaky")
  private static let narrow = convolution(size: 1, filters: 8, "leaky")
  private static let block = wide + narrow + wide
  private static let shortcut = "[shortcut]\nfrom=-3\n"

  private static func convolution(
    size: Int, filters: Int, _ activation: String, groups: Int = 1
  ) -> String {
    """
    [convolutional]
    batch_normalize=1
    filters=\(filters)
    size=\(size)
    pad=1
    groups=\(groups)
    activation=\(activation)

    """
  }

  private func plan(_ sections: String, _ options: PlanOptions = .init()) throws -> ExecutionPlan {
    let cfg = "[net]\nwidth=13\nheight=11\nchannels=3\n" + sections
    let network = try Network(CfgDocument(parsing: cfg, file: "net.cfg"))
    var options = options
    options.threadCount = options.threadCount ?? 1
    options.convolutionAlgorithm = options.convolutionAlgorithm ?? .direct
    return try ExecutionPlan(
      network, weights: NetworkWeights(randomFor: network), options: options)
  }

  /// The steps in which something is joined to a convolution.
  private func joined(_ plan: ExecutionPlan) -> [String] {
    plan.summary.steps.map(\.algorithm).filter { $0.contains(" + ") }
  }

  @Test(
    "joins a sum of layers of one shape, which nobody else reads",
    arguments: [
      (block + shortcut, "gemm + layer 0"),
      (block + "[shortcut]\nfrom=-3\nactivation=leaky\n", "gemm + layer 0, leaky"),
      (block + "[shortcut]\nfrom=-3\nactivation=mish\n", "gemm + layer 0, mish"),
      (block + "[dropout]\n[shortcut]\nfrom=-4\n", "gemm + layer 0"),
      (block + "[route]\nlayers=-1\n[shortcut]\nfrom=-4\n", "gemm + layer 0"),
      (block + shortcut + "[batchnorm]\n", "gemm + layer 0"),
      (block + shortcut + wide + "[route]\nlayers=-1,-2\n", "gemm + layer 0"),
      (
        wide + convolution(size: 3, filters: 16, "mish", groups: 16) + "[shortcut]\nfrom=-2\n",
        "depthwise 3x3 + layer 0"
      ),
    ])
  func joins(sections: String, algorithm: String) throws {
    let plan = try plan(sections)
    #expect(joined(plan) == [algorithm])
    #expect(!plan.steps.contains { $0.name.hasPrefix("plus") || $0.name.hasPrefix("copy") })
    let step = try #require(plan.steps.first { $0.algorithm == algorithm })
    #expect(step.reads.contains(plan.outputs[0]))
    #expect(PlanVerifier(plan).faults.isEmpty)
  }

  @Test(
    "leaves apart what others read, what is read before it is there, and other sums",
    arguments: [
      block + shortcut + "[route]\nlayers=-2\n",
      block + "[shortcut]\nfrom=-1\n",
      block + "[shortcut]\nfrom=-2\n",
      block + "[shortcut]\nfrom=-3,-2\n",
      block + "[shortcut]\nfrom=-3\nalpha=2\n",
      block + "[shortcut]\nfrom=-3\nbeta=0.5\n",
      block + "[shortcut]\nfrom=-3\nweights_type=per_channel\n",
      block + "[shortcut]\nfrom=-3\nactivation=normalize_channels\n",
      wide + narrow + convolution(size: 3, filters: 16, "normalize_channels") + shortcut,
      wide + wide + wide + "[maxpool]\nsize=3\nstride=1\n[shortcut]\nfrom=-4\n",
      wide + wide + "[route]\nlayers=-2\n[shortcut]\nfrom=-2\n",
      wide + "[dropout]\n[shortcut]\nfrom=-2\n",
      wide + wide + "[route]\nlayers=-2,-1\n[route]\nlayers=-3\n[shortcut]\nfrom=-3\n",
      wide + convolution(size: 3, filters: 16, "leaky").replacing("pad=1", with: "pad=1\nxnor=1")
        + "[shortcut]\nfrom=-2\n",
    ])
  func apart(sections: String) throws {
    let plan = try plan(sections)
    #expect(joined(plan).isEmpty)
    #expect(PlanVerifier(plan).faults.isEmpty)
  }

  @Test("leaves apart what is to stay readable, or is normalised in a step of its own")
  func optedOut() throws {
    let sections = Self.block + Self.shortcut
    #expect(try joined(plan(sections, .init(retainsActivations: true))).isEmpty)
    #expect(try joined(plan(sections, .init(foldsBatchNormalization: false))).isEmpty)
  }

  /// Sums of sums, of the picture's convolution, behind dropout, before and behind pooling.
  private static let tower =
    block + shortcut + narrow + convolution(size: 3, filters: 16, "mish") + shortcut
    + "[maxpool]\nsize=2\nstride=2\n" + narrow + convolution(size: 1, filters: 16, "linear")
    + "[dropout]\n[shortcut]\nfrom=-4\nactivation=swish\n"
    + convolution(size: 3, filters: 16, "leaky", groups: 16) + "[shortcut]\nfrom=-2\n"

  @Test(
    "gives the bits of separate steps, for any number of threads, whatever computes convolutions",
    arguments: ConvolutionAlgorithm.allCases, [1, 2, 4])
  func sameBits(algorithm: ConvolutionAlgorithm, threadCount: Int) throws {
    let expected = try bits(
      .init(threadCount: 1, retainsActivations: true, convolutionAlgorithm: algorithm), sums: 0)
    let found = try bits(
      .init(threadCount: threadCount, convolutionAlgorithm: algorithm), sums: 4)
    #expect(found == expected)
  }

  private func bits(_ options: PlanOptions, sums: Int) throws -> [UInt32] {
    let plan = try plan(Self.tower, options)
    #expect(joined(plan).count { $0.contains(" + layer") } == sums)
    var session = Session(plan)
    let input = (0..<plan.network.inputShape.count).map { Float($0 % 17) / 17 - 0.4 }
    try session.setInput(input.span)
    // The second run finds the memory as the first left it.
    for _ in 0..<2 { session.run() }
    return session.output(of: plan.network.outputIndex).map(\.bitPattern)
  }
}
