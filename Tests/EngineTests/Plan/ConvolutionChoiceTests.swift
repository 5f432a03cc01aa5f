import CfgParser
import Testing

@testable import Engine

@Suite("choice of a convolution's algorithm")
struct ConvolutionChoiceTests {
  static let large = ConvolutionGeometry(64, 104, 104, filters: 128, size: 3)
  static let heavy = ConvolutionGeometry(1024, 13, 13, filters: 1024, size: 3)

  private func chosen(
    _ geometry: ConvolutionGeometry, kernels: KernelSet = .best,
    forced: ConvolutionAlgorithm? = nil, expectedRunCount: Int = 1000, limit: Int = .max
  ) -> ConvolutionAlgorithm {
    var choice = ConvolutionChoice(
      kernels: kernels, forced: forced, expectedRunCount: expectedRunCount,
      budget: WeightBudget(transformedBytes: limit))
    return choice.next(for: ConvolutionPlace(geometry)).algorithm
  }

  private static let panelled = KernelSet.available.filter { $0.multiplier == .panels }
    .map(\.name)

  @Test(
    "a large map takes fewer multiplications than the direct algorithm", arguments: panelled)
  func largeMap(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    #expect(chosen(Self.large, kernels: kernels).tileSize != nil)
  }

  @Test("OpenBLAS multiplies directly", arguments: [large, heavy])
  func openBLAS(geometry: ConvolutionGeometry) throws {
    let kernels = try #require(KernelSet.openblas)
    #expect(chosen(geometry, kernels: kernels) == .direct)
    #expect(chosen(geometry, kernels: kernels, forced: .winograd4) == .direct)
    #expect(chosen(geometry, kernels: kernels, forced: .sliding) == .direct)
  }

  @Test(
    "what Winograd's algorithm cannot do is done otherwise",
    arguments: [
      ConvolutionGeometry(64, 104, 104, filters: 128, size: 1),
      .init(64, 104, 104, filters: 128, size: 3, stride: 2),
      .init(64, 104, 104, filters: 128, size: 3, dilation: 2),
    ], ConvolutionAlgorithm.allCases.filter { $0.tileSize != nil })
  func notApplicable(geometry: ConvolutionGeometry, forced: ConvolutionAlgorithm) {
    #expect(chosen(geometry).tileSize == nil)
    #expect(chosen(geometry, forced: forced) == .direct)
  }

  @Test("what is forced is taken whatever it costs", arguments: panelled)
  func forced(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    for algorithm in ConvolutionAlgorithm.allCases {
      let found = chosen(
        Self.heavy, kernels: kernels, forced: algorithm, expectedRunCount: 1, limit: 0)
      #expect(found == algorithm)
    }
  }

  @Test(
    "a few channels are worth neither transforming nor gathering", arguments: panelled,
    [
      ConvolutionGeometry(3, 416, 416, filters: 32, size: 3),
      .init(3, 256, 256, filters: 64, size: 7, stride: 2),
      .init(3, 416, 416, filters: 32, size: 3, stride: 2),
    ])
  func fewChannels(name: String, geometry: ConvolutionGeometry) throws {
    let kernels = try #require(KernelSet.named(name))
    // Plain C multiplies so slowly that transforms repay.
    guard kernels.name != "scalar" else { return }
    #expect(chosen(geometry, kernels: kernels) == .sliding)
    #expect(chosen(geometry, kernels: kernels, expectedRunCount: 1, limit: 0) == .sliding)
  }

  @Test("weights that do not stay in the cache are not read for every row", arguments: panelled)
  func manyWeights(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    let geometry = ConvolutionGeometry(512, 26, 26, filters: 1024, size: 3, stride: 2)
    #expect(chosen(geometry, kernels: kernels) == .direct)
  }

  @Test("one run does not repay transforming many weights", arguments: panelled)
  func oneRun(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    guard kernels.name != "scalar" else { return }
    let small = ConvolutionGeometry(1024, 9, 9, filters: 1024, size: 3)
    #expect(chosen(small, kernels: kernels).tileSize != nil)
    #expect(chosen(small, kernels: kernels, expectedRunCount: 1).tileSize == nil)
  }

  @Test("a set with vectors multiplies weights faster than it reads them", arguments: panelled)
  func rates(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    guard kernels.name != "scalar" else { return }
    let rates = KernelRates.known(for: kernels)
    #expect(rates != .known(for: .scalar))
    #expect(rates.multiplyAdds > rates.weightBytes)
  }

  @Test("weights are transformed as long as there is memory for them")
  func memory() {
    guard KernelSet.best.multiplier == .panels else { return }
    let bytes = ConvolutionWork(Self.large, chosen(Self.large)).weightByteCount
    #expect(chosen(Self.large, limit: 0).tileSize == nil)
    var choice = ConvolutionChoice(
      kernels: .best, expectedRunCount: 1000,
      budget: WeightBudget(transformedBytes: 2 * bytes))
    let place = ConvolutionPlace(Self.large)
    let algorithms = (0..<4).map { _ in choice.next(for: place).algorithm }
    #expect(algorithms.prefix(2).allSatisfy { $0.tileSize != nil })
    #expect(algorithms.last?.tileSize == nil)
  }

  @Test("counts the multiplications of what sticks out of the image")
  func work() {
    let geometry = ConvolutionGeometry(2, 13, 5, filters: 3, size: 3)
    let direct = ConvolutionWork(geometry, .direct)
    #expect(direct.multiplyAdds == 9 * 6 * 65)
    #expect(direct.weightByteCount == 4 * 9 * 6)
    // Six values of each row of a window take a cache line.
    #expect(direct.transformedValues == 3 * 16 * 65)
    let sliding = ConvolutionWork(geometry, .sliding)
    #expect(sliding.multiplyAdds == direct.multiplyAdds)
    #expect(sliding.weightReads == 1)
    #expect(sliding.transformedValues == 2 * 65)
    let tiled = ConvolutionWork(geometry, .winograd4)
    #expect(tiled.multiplyAdds == 36 * 6 * 8)
    #expect(tiled.weightByteCount == 4 * 36 * 6)
    #expect(tiled.transformedValues == 36 * 8 * 5)
  }

  @Test("the variable names an algorithm, or none", arguments: ConvolutionAlgorithm.allCases)
  func variable(algorithm: ConvolutionAlgorithm) throws {
    #expect(try ConvolutionAlgorithm.forced(by: algorithm.rawValue) == algorithm)
    #expect(try ConvolutionAlgorithm.forced(by: "") == nil)
    #expect(try ConvolutionAlgorithm.forced(by: nil) == nil)
  }

  @Test(
    "an unknown algorithm is an error that lists those there are", arguments: ["fft", "Direct"])
  func unknown(_ value: String) {
    let error = #expect(throws: ConvolutionAlgorithmError.self) {
      try ConvolutionAlgorithm.forced(by: value)
    }
    #expect(
      error?.description == """
        DARKNET_SWIFT_CONVOLUTION: error: there is no algorithm '\(value)'
          help: there are direct, sliding, winograd2, winograd3, winograd4, winograd6
        """)
  }

  @Test("a plan names the algorithm, and chooses alike for any number of threads")
  func plan() throws {
    let cfg = """
      [net]
      width=64
      height=64
      channels=64
      [convolutional]
      filters=64
      size=3
      pad=1
      activation=leaky

      """
    let network = try Network(CfgDocument(parsing: cfg, file: "net.cfg"))
    func algorithms(_ options: PlanOptions) throws -> [String] {
      let plan = try ExecutionPlan(
        network, weights: NetworkWeights(randomFor: network), options: options)
      return plan.summary.steps.map(\.algorithm)
    }
    #expect(
      try algorithms(.init(threadCount: 1, convolutionAlgorithm: .direct)) == ["gemm"])
    guard KernelSet.best.multiplier == .panels else { return }
    #expect(
      try algorithms(.init(threadCount: 1, convolutionAlgorithm: .winograd4)) == ["winograd 4x4"])
    #expect(
      try algorithms(.init(threadCount: 1)) == algorithms(.init(threadCount: 8)))
  }
}
