import CfgParser
import Testing

@testable import Engine

@Suite("timing of convolutions")
struct ConvolutionTunerTests {
  private static let place = ConvolutionPlace(.init(8, 12, 12, filters: 8, size: 3))

  private static let methods = ConvolutionMethod.applying(
    to: place.geometry, kernels: .best, precision: .bfloat16)

  private static func tuner(_ threads: ThreadPool) -> ConvolutionTuner {
    ConvolutionTuner(kernels: .best, threads: threads, weightByteCount: 1 << 16)
  }

  @Test("every algorithm that is asked for is timed", arguments: [1, 2])
  func all(_ threadCount: Int) {
    var tuner = Self.tuner(ThreadPool(threadCount: threadCount))
    let timings = tuner.timings(of: Self.place, by: Self.methods)
    #expect(timings.map(\.method) == Self.methods)
    #expect(timings.allSatisfy { $0.run > .zero && $0.preparation > .zero })
  }

  @Test("the same convolution is timed once, one whose pixels lie otherwise again")
  func once() {
    var tuner = Self.tuner(ThreadPool(threadCount: 1))
    let first = tuner.timings(of: Self.place, by: [.init(algorithm: .direct)])
    #expect(tuner.timings(of: Self.place, by: [.init(algorithm: .direct)]) == first)
    let slot = Slot(
      buffer: 0, channelOffset: 0, pixelStride: 24, shape: Self.place.geometry.input)
    let wide = ConvolutionPlace(Self.place.geometry, from: slot)
    #expect(tuner.timings(of: wide, by: [.init(algorithm: .direct)]) != first)
  }

  @Test("what is pooled is timed with the pooling, apart from what is not")
  func pooled() {
    var tuner = Self.tuner(ThreadPool(threadCount: 2))
    let pooled = ConvolutionPlace(Self.place.geometry, isPooled: true)
    let methods = ConvolutionAlgorithm.allCases.map { ConvolutionMethod(algorithm: $0) }
    let (alone, together) = (
      tuner.timings(of: Self.place, by: methods), tuner.timings(of: pooled, by: methods)
    )
    #expect(together.map(\.algorithm) == alone.map(\.algorithm))
    #expect(together != alone)
    guard KernelSet.best.multiplier == .panels else { return }
    #expect(pooled.joinsPooling(by: .sliding, .best))
    #expect(!pooled.joinsPooling(by: .winograd4, .best))
    #expect(!Self.place.joinsPooling(by: .sliding, .best))
  }

  @Test("preparing counts once, a run as often as it is expected")
  func cost() {
    let timing = ConvolutionTiming(
      .init(algorithm: .winograd4), preparation: .milliseconds(30), run: .milliseconds(2))
    #expect(abs(timing.seconds(for: 1) - 0.032) < 1e-12)
    #expect(abs(timing.seconds(for: 100) - 0.23) < 1e-12)
  }

  @Test("a tuned plan takes the fastest, and times equal layers once")
  func plan() throws {
    let steps = try steps(.init(threadCount: 2, tunes: true))
    for step in steps {
      let fastest = step.timings.min {
        $0.seconds(for: PlanOptions.manyRuns) < $1.seconds(for: PlanOptions.manyRuns)
      }
      guard let fastest else { continue }
      if let tileSize = fastest.algorithm.tileSize {
        #expect(step.algorithm == "winograd \(tileSize)x\(tileSize)")
      } else {
        #expect(!step.algorithm.hasPrefix("winograd"))
      }
    }
    guard KernelSet.best.multiplier == .panels else { return }
    let applying = ConvolutionAlgorithm.allCases.filter {
      $0.applies(to: Self.place.geometry, kernels: .best)
    }
    #expect(applying.count > 1)
    #expect(steps[0].timings.map(\.algorithm) == applying)
    #expect(steps[1].timings == steps[0].timings)
  }

  @Test("a plan for a single run is tuned as well, where that is asked for")
  func singleUse() throws {
    guard KernelSet.best.multiplier == .panels else { return }
    let options = PlanOptions(threadCount: 1, tunes: true).forSingleUse
    #expect(try steps(options).allSatisfy { !$0.timings.isEmpty })
  }

  @Test("nothing is timed where an algorithm is forced, or nobody asks for it")
  func untimed() throws {
    let forced = try steps(
      .init(threadCount: 1, convolutionAlgorithm: .winograd2, tunes: true))
    #expect(forced.allSatisfy { $0.timings.isEmpty })
    #expect(try steps(.init(threadCount: 1)).allSatisfy { $0.timings.isEmpty })
  }

  private func steps(_ options: PlanOptions) throws -> [PlanSummary.Step] {
    let layer = "[convolutional]\nfilters=8\nsize=3\npad=1\nactivation=leaky\n"
    let cfg = "[net]\nwidth=12\nheight=12\nchannels=8\n" + layer + layer
    let network = try Network(CfgDocument(parsing: cfg, file: "net.cfg"))
    return try ExecutionPlan(
      network, weights: NetworkWeights(randomFor: network), options: options
    ).summary.steps
  }
}
