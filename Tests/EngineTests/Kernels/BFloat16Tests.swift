import CfgParser
import Testing

@testable import Engine

@Suite("products of bfloat16")
struct BFloat16Tests {
  /// The sets that have them here, with them.
  static let sets = KernelSet.available.compactMap { $0.multiplying(in: .bfloat16) }

  static let variants = sets.flatMap { kernels in
    ConvolutionAlgorithm.allCases.filter { $0.precisions.contains(.bfloat16) }
      .map { ConvolutionVariant(kernels: kernels, algorithm: $0) }
  }

  @Test("plain C has them, and a processor with the instructions")
  func available() {
    #expect(Self.sets.contains { $0.name == "scalar" })
    #expect(
      Self.sets.contains { $0.name == "avx512" }
        == CPUFeatures.current.contains(.avx512BFloat16))
    #expect(Self.sets.allSatisfy { $0.precision == .bfloat16 && $0.multiplier == .panels })
    #expect(KernelSet.openblas?.multiplying(in: .bfloat16) == nil)
  }

  @Test(
    "directly, sums are those of rounded factors", arguments: sets.map(\.name),
    ConvolutionTests.geometries + ConvolutionTests.groupedGeometries)
  func rounded(name: String, geometry: ConvolutionGeometry) throws {
    let kernels = try #require(KernelSet.named(name)?.multiplying(in: .bfloat16))
    // Channels by themselves are not multiplied by products.
    guard !geometry.isDepthwise else { return }
    var random = RandomValues(seed: 51)
    let threads = ThreadPool(threadCount: 2)
    let reference = ReferenceConvolution(geometry, random: &random)
    let input = TestTensor(geometry.input, before: 2, after: 3, random: &random)
    let output = TestTensor(output: geometry.output, before: 1, after: 4)
    reference.made(by: kernels, threads: threads).run(input, into: output, threads: threads)

    let exact = ReferenceConvolution(
      geometry, weights: reference.weights.map(Self.rounded), bias: reference.bias)
    let factors = TestTensor(geometry.input, input.planes.map(Self.rounded))
    expect(output, exact, factors, within: KernelTolerance.sumOrder(terms: reference.depth))
    #expect(output.isCleanAround)
  }

  @Test(
    "Winograd's algorithm stays near the definition", arguments: variants,
    WinogradConvolutionTests.geometries)
  func tiled(variant: ConvolutionVariant, geometry: ConvolutionGeometry) {
    var random = RandomValues(seed: 52)
    let threads = ThreadPool(threadCount: 2)
    let reference = ReferenceConvolution(geometry, random: &random)
    let input = TestTensor(geometry.input, before: 2, after: 3, random: &random)
    let output = TestTensor(output: geometry.output, before: 1, after: 4)
    let convolution = reference.made(
      by: variant.kernels, threads: threads, algorithm: variant.algorithm)
    convolution.run(input, into: output, threads: threads)
    #expect(convolution.algorithm.hasSuffix(" bf16"))
    let bound = KernelTolerance.bfloat16(
      tileSize: variant.algorithm.tileSize, terms: reference.depth)
    expect(output, reference, input, within: bound)
    #expect(output.isCleanAround)
  }

  @Test(
    "has the same bits for any number of threads", arguments: variants,
    [
      ConvolutionGeometry(5, 37, 41, filters: 20, size: 3), .init(40, 9, 9, filters: 70, size: 3),
      .init(801, 5, 5, filters: 96, size: 3),
    ])
  func threadCounts(variant: ConvolutionVariant, geometry: ConvolutionGeometry) {
    let results = [1, 2, 3].map {
      variant.bits(geometry, activation: .mish, threadCount: $0, seed: 53)
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
  }

  @Test("what is infinite or no number stays so", arguments: variants)
  func strange(variant: ConvolutionVariant) {
    var random = RandomValues(seed: 54)
    let threads = ThreadPool(threadCount: 1)
    let geometry = ConvolutionGeometry(17, 9, 9, filters: 5, size: 3)
    let reference = ReferenceConvolution(geometry, random: &random)
    for strange in [Float.infinity, -.infinity, .nan] {
      let input = TestTensor(geometry.input, random: &random)
      input[3, 4, 4] = strange
      let output = TestTensor(output: geometry.output)
      reference.made(by: variant.kernels, threads: threads, algorithm: variant.algorithm)
        .run(input, into: output, threads: threads)
      #expect(!output[0, 4, 4].isFinite)
      #expect(output[0, 0, 0].isFinite)
    }
  }

  @Test("weights take half the bytes", arguments: variants)
  func weightBytes(variant: ConvolutionVariant) throws {
    let kernels = try #require(KernelSet.named(variant.kernels.name))
    let geometry = ConvolutionGeometry(64, 8, 8, filters: 64, size: 3)
    var random = RandomValues(seed: 55)
    let reference = ReferenceConvolution(geometry, random: &random)
    let byteCounts = [kernels, variant.kernels].map { kernels in
      reference.made(
        by: kernels, threads: ThreadPool(threadCount: 1), algorithm: variant.algorithm
      ).weightByteCount
    }
    #expect(byteCounts[0] == 2 * byteCounts[1])
  }

  @Test("channels by themselves and larger tiles have none", arguments: sets.map(\.name))
  func others(name: String) throws {
    let kernels = try #require(KernelSet.named(name)?.multiplying(in: .bfloat16))
    let square = ConvolutionGeometry(8, 8, 8, filters: 8, size: 3)
    #expect(!ConvolutionAlgorithm.winograd4.applies(to: square, kernels: kernels))
    #expect(!ConvolutionAlgorithm.winograd6.applies(to: square, kernels: kernels))
    #expect(!ConvolutionAlgorithm.sliding.applies(to: square, kernels: kernels))
    var random = RandomValues(seed: 56)
    let depthwise = ConvolutionGeometry(8, 8, 8, filters: 8, size: 3, groups: 8)
    let convolution = ReferenceConvolution(depthwise, random: &random)
      .made(by: kernels, threads: ThreadPool(threadCount: 1))
    #expect(convolution.algorithm == "depthwise 3x3")
  }

  /// Compares every output with the definition.
  private func expect(
    _ output: TestTensor, _ reference: ReferenceConvolution, _ input: TestTensor,
    within bound: Float
  ) {
    let shape = reference.geometry.output
    for y in 0..<shape.height {
      for x in 0..<shape.width {
        for f in 0..<shape.channels {
          let expected = Float(reference.value(f, y, x, of: input))
          #expect(isClose(output[f, y, x], expected, within: bound), "at \(f), \(y), \(x)")
        }
      }
    }
  }

  /// The nearest value of eight significant bits, the even one of two.
  private static func rounded(_ value: Float) -> Float {
    let bits = value.bitPattern
    return Float(bitPattern: (bits + 0x7fff + (bits >> 16 & 1)) & 0xffff_0000)
  }
}
