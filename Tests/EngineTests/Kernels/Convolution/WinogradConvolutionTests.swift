import CfgParser
import Testing

@testable import Engine

@Suite("Winograd convolution")
struct WinogradConvolutionTests {
  static let variants: [ConvolutionVariant] = KernelSet.available.filter {
    $0.multiplier == .panels
  }
  .flatMap { kernels in
    ConvolutionAlgorithm.allCases.filter { $0.tileSize != nil }
      .map { ConvolutionVariant(kernels: kernels, algorithm: $0) }
  }

  /// Maps that end anywhere in a tile, channels and filters that end anywhere in a vector, more
  /// channels than a product takes at once, more tiles than a block.
  static let geometries: [ConvolutionGeometry] = [
    .init(1, 1, 1, filters: 1, size: 3),
    .init(3, 2, 3, filters: 16, size: 3),
    .init(15, 5, 3, filters: 17, size: 3),
    .init(16, 4, 9, filters: 33, size: 3),
    .init(17, 7, 11, filters: 31, size: 3),
    .init(33, 6, 6, filters: 70, size: 3),
    .init(5, 8, 13, filters: 2, size: 3, padding: 0),
    .init(4, 3, 5, filters: 9, size: 3, padding: 2),
    .init(2, 9, 4, filters: 3, size: 3, padding: 5),
    .init(401, 3, 2, filters: 5, size: 3),
    .init(2, 31, 37, filters: 3, size: 3),
  ]

  @Test("agrees with the definition", arguments: variants, geometries)
  func definition(variant: ConvolutionVariant, geometry: ConvolutionGeometry) {
    var random = RandomValues(seed: 11)
    let threads = ThreadPool(threadCount: 2)
    let reference = ReferenceConvolution(geometry, random: &random)
    let input = TestTensor(geometry.input, before: 2, after: 3, random: &random)
    let output = TestTensor(output: geometry.output, before: 1, after: 4)
    reference.made(by: variant.kernels, threads: threads, algorithm: variant.algorithm)
      .run(input, into: output, threads: threads)

    let bound = KernelTolerance.winograd(tileSize: variant.tileSize, terms: reference.depth)
    for y in 0..<geometry.output.height {
      for x in 0..<geometry.output.width {
        for f in 0..<geometry.output.channels {
          let expected = Float(reference.value(f, y, x, of: input))
          #expect(isClose(output[f, y, x], expected, within: bound), "at \(f), \(y), \(x)")
        }
      }
    }
    #expect(output.isCleanAround)
  }

  @Test("applies every activation after the bias", arguments: variants, Activation.allCases)
  func activations(variant: ConvolutionVariant, activation: Activation) {
    let threads = ThreadPool(threadCount: 1)
    var random = RandomValues(seed: 12)
    let geometry = ConvolutionGeometry(3, 7, 9, filters: 19, size: 3)
    let reference = ReferenceConvolution(geometry, random: &random)
    let input = TestTensor(geometry.input, random: &random)
    let fused = TestTensor(output: geometry.output, before: 1, after: 1)
    let separate = TestTensor(output: geometry.output, before: 1, after: 1)
    reference.made(
      by: variant.kernels, threads: threads, activation: activation, algorithm: variant.algorithm
    ).run(input, into: fused, threads: threads)
    reference.made(by: variant.kernels, threads: threads, algorithm: variant.algorithm)
      .run(input, into: separate, threads: threads)
    activate(separate.tensor, with: activation, kernels: variant.kernels, threads: threads)
    #expect(fused.bits == separate.bits)
    #expect(fused.isCleanAround)
  }

  @Test(
    "has the same bits for any number of threads, whether they share tiles or filters",
    arguments: variants,
    [
      ConvolutionGeometry(5, 37, 41, filters: 20, size: 3), .init(40, 9, 9, filters: 70, size: 3),
      .init(256, 5, 5, filters: 96, size: 3),
    ])
  func threadCounts(variant: ConvolutionVariant, geometry: ConvolutionGeometry) {
    let results = [1, 2, 3].map {
      variant.bits(geometry, activation: .leaky, threadCount: $0, seed: 13)
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
  }

  @Test(
    "agrees with the direct algorithm where threads share one block of tiles after the other",
    arguments: variants.filter { $0.tileSize == 2 })
  func sharedBlocks(variant: ConvolutionVariant) {
    let geometry = ConvolutionGeometry(2400, 15, 15, filters: 3, size: 3)
    let (kernels, threads) = (variant.kernels, ThreadPool(threadCount: 3))
    let schedule = WinogradSchedule(
      WinogradTiling(geometry, tileSize: 2, kernels: kernels, threadCount: 3), kernels: kernels,
      threadCount: 3)
    #expect(schedule.isShared && schedule.blockCount > 1)
    var random = RandomValues(seed: 17)
    let reference = ReferenceConvolution(geometry, random: &random)
    let input = TestTensor(geometry.input, random: &random)
    let (tiled, direct) = (TestTensor(output: geometry.output), TestTensor(output: geometry.output))
    reference.made(by: kernels, threads: threads, algorithm: variant.algorithm)
      .run(input, into: tiled, threads: threads)
    reference.made(by: kernels, threads: threads).run(input, into: direct, threads: threads)
    // Neither is exact.
    let bound =
      KernelTolerance.winograd(tileSize: 2, terms: reference.depth)
      + KernelTolerance.sumOrder(terms: reference.depth)
    for f in 0..<3 {
      for y in 0..<15 {
        for x in 0..<15 {
          #expect(isClose(tiled[f, y, x], direct[f, y, x], within: bound), "at \(f), \(y), \(x)")
        }
      }
    }
  }

  @Test("gives equal filters equal bits, whatever their columns", arguments: variants)
  func equalFilters(variant: ConvolutionVariant) {
    let geometry = ConvolutionGeometry(7, 5, 5, filters: 51, size: 3)
    var random = RandomValues(seed: 14)
    let weights = random.array(7 * 9)
    let threads = ThreadPool(threadCount: 1)
    let convolution = unsafe Convolution(
      geometry, bias: Array(repeating: 0.25, count: 51), activation: .mish,
      algorithm: variant.algorithm, kernels: variant.kernels, threads: threads
    ) { _, buffer in
      for index in buffer.indices { unsafe buffer[index] = weights[index % weights.count] }
    }
    let input = TestTensor(geometry.input, random: &random)
    let output = TestTensor(output: geometry.output)
    convolution.run(input, into: output, threads: threads)
    let planes = (0..<51).map { f in Array(output.bits[f * 25..<(f + 1) * 25]) }
    #expect(Set(planes).count == 1)
  }

  @Test("names itself, and counts its weights", arguments: variants)
  func name(variant: ConvolutionVariant) {
    var random = RandomValues(seed: 15)
    let convolution = ReferenceConvolution(.init(4, 8, 8, filters: 32, size: 3), random: &random)
      .made(
        by: variant.kernels, threads: ThreadPool(threadCount: 1), algorithm: variant.algorithm)
    let (size, positions) = (variant.tileSize, (variant.tileSize + 2) * (variant.tileSize + 2))
    #expect(convolution.algorithm == "winograd \(size)x\(size)")
    #expect(convolution.weightByteCount == 4 * positions * 4 * 32)
  }

  @Test(
    "gives way to the direct algorithm where it does not apply",
    arguments: variants,
    [
      ConvolutionGeometry(4, 8, 8, filters: 6, size: 1), .init(4, 8, 8, filters: 6, size: 5),
      .init(4, 8, 8, filters: 6, size: 3, stride: 2),
      .init(4, 8, 8, filters: 6, size: 3, stride: 1, strideY: 2),
      .init(4, 8, 8, filters: 6, size: 3, dilation: 2),
      .init(4, 8, 8, filters: 6, size: 3, groups: 2),
      .init(4, 8, 8, filters: 4, size: 3, groups: 4),
    ])
  func elsewhere(variant: ConvolutionVariant, geometry: ConvolutionGeometry) {
    var random = RandomValues(seed: 16)
    let convolution = ReferenceConvolution(geometry, random: &random)
      .made(
        by: variant.kernels, threads: ThreadPool(threadCount: 1), algorithm: variant.algorithm)
    #expect(!convolution.algorithm.contains("winograd"))
    #expect(!variant.algorithm.applies(to: geometry, kernels: variant.kernels))
  }

  @Test("passes on what reading weights throws", arguments: variants)
  func failure(variant: ConvolutionVariant) {
    struct Refusal: Error, Equatable {}
    #expect(throws: Refusal()) {
      _ = try unsafe Convolution(
        .init(4, 8, 8, filters: 70, size: 3), bias: Array(repeating: 0, count: 70),
        activation: .linear, algorithm: variant.algorithm, kernels: variant.kernels,
        threads: ThreadPool(threadCount: 2)
      ) { (range, buffer) throws(Refusal) in
        unsafe buffer.initialize(repeating: 0)
        if range.contains(64) { throw Refusal() }
      }
    }
  }
}
