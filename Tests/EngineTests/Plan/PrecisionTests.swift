import CfgParser
import Testing

@testable import Engine

@Suite("precision of a plan")
struct PrecisionTests {
  /// Whether the best kernels of this processor have products of bfloat16.
  static let isAvailable = Precision.bfloat16.isAvailable
  static let unavailable: Comment = "skipped: this processor has no instructions for bfloat16"

  private static let cfg = """
    [net]
    width=24
    height=24
    channels=3
    [convolutional]
    filters=16
    size=3
    pad=1
    activation=leaky
    [convolutional]
    filters=128
    size=3
    pad=1
    activation=leaky
    [convolutional]
    filters=64
    size=1
    activation=mish
    [convolutional]
    filters=64
    groups=64
    size=3
    pad=1
    activation=leaky
    [connected]
    output=10
    activation=linear

    """

  private func plan(_ options: PlanOptions) throws -> ExecutionPlan {
    let network = try Network(CfgDocument(parsing: Self.cfg, file: "net.cfg"))
    return try ExecutionPlan(
      network, weights: NetworkWeights(randomFor: network), options: options)
  }

  @Test("floats are what a plan multiplies unless it is asked for less")
  func usual() throws {
    let plan = try plan(.init(threadCount: 1))
    #expect(plan.options.precision == .float32)
    #expect(plan.summary.precision == .float32)
    #expect(plan.summary.steps.allSatisfy { !$0.algorithm.contains("bf16") })
  }

  @Test(
    "every step says what it multiplies; few filters of few channels and channels by themselves stay floats",
    .enabled(if: isAvailable, unavailable))
  func steps() throws {
    let summary = try plan(.init(threadCount: 1, precision: .bfloat16)).summary
    #expect(summary.precision == .bfloat16)
    #expect(
      summary.steps.filter { !$0.algorithm.isEmpty }.map { $0.algorithm.hasSuffix(" bf16") }
        == [false, true, true, false, true])
    #expect("\(summary)".contains(", precision bf16, threads 1, "))
  }

  @Test(
    "the answer is near that of floats, and the same bits for any number of threads",
    .enabled(if: isAvailable, unavailable), arguments: [nil] + ConvolutionAlgorithm.allCases)
  func answer(_ algorithm: ConvolutionAlgorithm?) throws {
    func output(_ threadCount: Int, _ precision: Precision) throws -> [Float] {
      var session = Session(
        try plan(
          .init(
            threadCount: threadCount, convolutionAlgorithm: algorithm, precision: precision)))
      var random = RandomValues(seed: 61)
      let input = random.array(3 * 24 * 24)
      try session.setInput(input.span)
      session.run()
      return session.output(of: session.plan.network.outputIndex)
    }
    let exact = try output(1, .float32)
    let rounded = try [1, 2, 4].map { try output($0, .bfloat16) }
    #expect(Set(rounded.map { $0.map(\.bitPattern) }).count == 1)
    #expect(rounded[0] != exact)
    let largest = exact.map(abs).max() ?? 0
    for (a, b) in zip(rounded[0], exact) { #expect(abs(a - b) < Self.tolerance * largest) }
  }

  /// Eight bits of every factor, in four layers, the last of which cancels most of its sums; 0.024
  /// was seen.
  private static let tolerance: Float = 0.05

  @Test("floats can always be multiplied, bfloat16 where the best kernels can")
  func available() {
    #expect(Precision.float32.isAvailable)
    #expect(
      Precision.bfloat16.isAvailable == CPUFeatures.current.contains(.avx512BFloat16))
  }

  @Test("an algorithm that has no such products is taken with floats")
  func forced() {
    guard Self.isAvailable else { return }
    let geometry = ConvolutionGeometry(64, 52, 52, filters: 64, size: 3)
    for algorithm in ConvolutionAlgorithm.allCases {
      var choice = ConvolutionChoice(
        kernels: .best, forced: algorithm, precision: .bfloat16, expectedRunCount: 1,
        budget: WeightBudget(transformedBytes: 0))
      let chosen = choice.next(for: ConvolutionPlace(geometry))
      #expect(chosen.algorithm == algorithm)
      #expect((chosen.precision == .bfloat16) == algorithm.precisions.contains(.bfloat16))
    }
  }

  @Test("half the bytes are counted for weights, and as much for preparing them")
  func work() {
    let geometry = ConvolutionGeometry(2, 13, 5, filters: 3, size: 3)
    for algorithm in [ConvolutionAlgorithm.direct, .winograd2] {
      let (floats, pairs) = (
        ConvolutionWork(geometry, algorithm), ConvolutionWork(geometry, algorithm, .bfloat16)
      )
      #expect(floats.weightByteCount == 2 * pairs.weightByteCount)
      #expect(floats.weightCount == pairs.weightCount)
      #expect(floats.multiplyAdds == pairs.multiplyAdds)
    }
  }

  @Test("kernels without such products are an error that says what has them")
  func refused() throws {
    let error = PrecisionError(.bfloat16, kernels: try #require(KernelSet.openblas))
    #expect(
      error.description == """
        bf16: error: the kernel set 'openblas' has no products of that precision
          help: it wants a processor with AVX-512 BF16, and the kernel set avx512; fp32 runs everywhere
        """)
  }
}
