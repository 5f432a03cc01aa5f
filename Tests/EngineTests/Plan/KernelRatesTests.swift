import CfgParser
import Testing

@testable import Engine

@Suite("rates of kernels by processor")
struct KernelRatesTests {
  private static let zen3 = Processor(.amd, family: 25, model: 0x01)
  private static let zen4 = Processor(.amd, family: 25, model: 0x11)
  private static let zen5 = Processor(.amd, family: 26, model: 0x02)
  private static let unknown = Processor(.intel, family: 6, model: 0xFF)

  @Test(
    "AVX-512 has rates of its own on processors that are known",
    arguments: [
      (Self.zen3, KernelRates.Origin.kernelSet), (Self.zen4, .zen4), (Self.zen5, .zen5),
      (Self.unknown, .kernelSet),
      (Processor(.amd, family: 25, model: 0x90), .zen4),
      (Processor(.amd, family: 26, model: 0x50), .kernelSet),
      (Processor(.intel, family: 25, model: 0x11), .kernelSet),
    ])
  func known(processor: Processor, origin: KernelRates.Origin) {
    // The rates go by the set's name, wherever the test runs.
    guard let kernels = KernelSet.avx512 else { return }
    #expect(KernelRates.known(for: kernels, on: processor).origin == origin)
  }

  @Test(
    "other sets have one row for all processors", arguments: ["scalar", "openblas", "avx2", "neon"])
  func otherSets(name: String) {
    guard let kernels = KernelSet.named(name) else { return }
    let rates = KernelRates.known(for: kernels, on: Self.unknown)
    #expect(rates == .known(for: kernels, on: Self.zen4))
    #expect(rates.origin == .kernelSet)
  }

  @Test("an unknown processor gets the rates of one that wants the same set")
  func unknownProcessor() {
    guard let kernels = KernelSet.avx512 else { return }
    let (known, unknown) = (
      KernelRates.known(for: kernels, on: Self.zen5),
      KernelRates.known(for: kernels, on: Self.unknown)
    )
    #expect(known.multiplyAdds == unknown.multiplyAdds)
    #expect(known.weightBytes == unknown.weightBytes)
  }

  private func chosen(_ geometry: ConvolutionGeometry, on processor: Processor) throws
    -> ConvolutionAlgorithm?
  {
    guard let kernels = KernelSet.avx512 else { return nil }
    var choice = ConvolutionChoice(
      kernels: kernels, expectedRunCount: 1000, budget: WeightBudget(transformedBytes: .max),
      processor: processor)
    return choice.next(for: ConvolutionPlace(geometry)).algorithm
  }

  @Test(
    "on a Zen 4 tiles are as large as reading their weights allows: 4 at 26×26, 2 at 13×13",
    arguments: [
      (ConvolutionGeometry(256, 26, 26, filters: 512, size: 3), ConvolutionAlgorithm.winograd4),
      (.init(512, 13, 13, filters: 1024, size: 3), .winograd2),
      (.init(1024, 13, 13, filters: 1024, size: 3), .winograd2),
      (.init(1280, 13, 13, filters: 1024, size: 3), .winograd2),
    ])
  func smallTiles(geometry: ConvolutionGeometry, algorithm: ConvolutionAlgorithm) throws {
    guard let found = try chosen(geometry, on: Self.zen4) else { return }
    #expect(found == algorithm)
  }

  @Test("a Zen 5 reads weights of larger tiles behind its arithmetic")
  func largerTiles() throws {
    let geometry = ConvolutionGeometry(1024, 13, 13, filters: 1024, size: 3)
    guard let found = try chosen(geometry, on: Self.zen5) else { return }
    #expect(found == .winograd3)
  }

  @Test("the processor it runs on is told by its family")
  func current() {
    #if arch(x86_64)
    #expect(Processor.current.family > 0)
    #else
    #expect(Processor.current == Processor(.other, family: 0, model: 0))
    #endif
  }
}
