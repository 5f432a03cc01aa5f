import CfgParser
import Testing

@testable import Engine

@Suite("convolution")
struct ConvolutionTests {
  /// Geometries whose rows, columns and depths end one before, at and after what tiles and vectors
  /// hold.
  static let geometries: [ConvolutionGeometry] = [
    .init(1, 1, 1, filters: 1, size: 1),
    .init(3, 9, 11, filters: 16, size: 3),
    .init(5, 7, 7, filters: 17, size: 1),
    .init(16, 4, 4, filters: 33, size: 1),
    .init(17, 5, 3, filters: 15, size: 3),
    .init(4, 13, 13, filters: 32, size: 3),
    .init(6, 8, 9, filters: 8, size: 3, stride: 2),
    .init(6, 9, 8, filters: 7, size: 2, stride: 2, strideY: 1, padding: 0),
    .init(3, 10, 10, filters: 4, size: 7, stride: 2, padding: 3),
    .init(4, 9, 9, filters: 5, size: 3, dilation: 2),
    .init(4, 7, 7, filters: 6, size: 3, dilation: 4),
    .init(3, 6, 6, filters: 9, size: 1, stride: 2),
    .init(3, 4, 4, filters: 2, size: 1, padding: 1),
    .init(130, 3, 4, filters: 3, size: 3),
    .init(400, 2, 2, filters: 3, size: 1),
  ]

  /// Geometries in groups; the last ones have a filter for every channel.
  static let groupedGeometries: [ConvolutionGeometry] = [
    .init(8, 6, 6, filters: 12, size: 3, groups: 4),
    .init(6, 5, 5, filters: 12, size: 3, groups: 6),
    .init(34, 5, 5, filters: 2, size: 1, groups: 2),
    .init(35, 9, 17, filters: 35, size: 3, groups: 35),
    .init(17, 9, 9, filters: 17, size: 3, stride: 2, groups: 17),
    .init(3, 13, 14, filters: 3, size: 5, groups: 3),
    .init(9, 15, 16, filters: 9, size: 5, stride: 2, groups: 9),
    .init(5, 9, 9, filters: 5, size: 3, dilation: 2, groups: 5),
    .init(2, 9, 20, filters: 2, size: 3, stride: 2, strideY: 1, groups: 2),
    .init(2, 3, 3, filters: 2, size: 7, groups: 2),
    .init(4, 3, 3, filters: 4, size: 1, groups: 4),
  ]

  @Test("agrees with the definition", arguments: kernelSetNames, geometries + groupedGeometries)
  func definition(name: String, geometry: ConvolutionGeometry) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 1)
    let threads = ThreadPool(threadCount: 2)
    let reference = ReferenceConvolution(geometry, random: &random)
    let input = TestTensor(geometry.input, before: 2, after: 3, random: &random)
    let output = TestTensor(output: geometry.output, before: 1, after: 4)
    reference.made(by: kernels, threads: threads).run(input, into: output, threads: threads)

    let bound = KernelTolerance.sumOrder(terms: reference.depth)
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

  @Test(
    "reads neighbouring taps of an unshared buffer in one go with the same result",
    arguments: kernelSetNames,
    [geometries[1], geometries[4], geometries[6], geometries[13], geometries[9]])
  func contiguousInput(name: String, geometry: ConvolutionGeometry) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 2)
    let threads = ThreadPool(threadCount: 1)
    let convolution = ReferenceConvolution(geometry, random: &random)
      .made(by: kernels, threads: threads)
    let shared = TestTensor(geometry.input, before: 1, after: 1, random: &random)
    let unshared = TestTensor(geometry.input, shared.planes)
    let outputs = [shared, unshared].map { input in
      let output = TestTensor(output: geometry.output)
      convolution.run(input, into: output, threads: threads)
      return output.bits
    }
    #expect(outputs[0] == outputs[1])
  }

  @Test(
    "reads pixels where they lie or gathers them with the same result",
    arguments: kernelSetNames, [geometries[2], geometries[3], geometries[14]])
  func pixelsPagesApart(name: String, geometry: ConvolutionGeometry) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 2)
    let threads = ThreadPool(threadCount: 1)
    let convolution = ReferenceConvolution(geometry, random: &random)
      .made(by: kernels, threads: threads)
    let together = TestTensor(geometry.input, random: &random)
    let apart = TestTensor(
      geometry.input, together.planes, before: 24, after: 1000 - geometry.input.channels)
    let outputs = [together, apart].map { input in
      let output = TestTensor(output: geometry.output, before: 1, after: 1)
      convolution.run(input, into: output, threads: threads)
      return output.bits
    }
    #expect(outputs[0] == outputs[1])
  }

  @Test(
    "applies every activation after the bias",
    arguments: kernelSetNames, Activation.allCases)
  func activations(name: String, activation: Activation) throws {
    let kernels = try #require(KernelSet.named(name))
    let threads = ThreadPool(threadCount: 1)
    for geometry in [Self.geometries[4], Self.groupedGeometries[4]] {
      var random = RandomValues(seed: 3)
      let reference = ReferenceConvolution(geometry, random: &random)
      let input = TestTensor(geometry.input, random: &random)
      let fused = TestTensor(output: geometry.output, before: 1, after: 1)
      let separate = TestTensor(output: geometry.output, before: 1, after: 1)
      reference.made(by: kernels, threads: threads, activation: activation)
        .run(input, into: fused, threads: threads)
      reference.made(by: kernels, threads: threads).run(input, into: separate, threads: threads)
      activate(separate.tensor, with: activation, kernels: kernels, threads: threads)
      #expect(fused.bits == separate.bits)
      #expect(fused.isCleanAround)
    }
  }

  @Test(
    "has the same bits for any number of threads",
    arguments: kernelSetNames,
    [
      geometries[5], groupedGeometries[0], groupedGeometries[3],
      .init(96, 17, 29, filters: 70, size: 1), .init(512, 2, 2, filters: 300, size: 1),
    ])
  func threadCounts(name: String, geometry: ConvolutionGeometry) throws {
    let kernels = try #require(KernelSet.named(name))
    let results = [1, 2, 3].map { threadCount in
      var random = RandomValues(seed: 4)
      let threads = ThreadPool(threadCount: threadCount)
      let convolution = ReferenceConvolution(geometry, random: &random)
        .made(by: kernels, threads: threads, activation: .leaky)
      let input = TestTensor(geometry.input, random: &random)
      let output = TestTensor(output: geometry.output)
      convolution.run(input, into: output, threads: threads)
      return output.bits
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
  }

  @Test(
    "gives equal windows equal bits wherever they lie",
    arguments: kernelSetNames.filter { $0 != "openblas" },
    [
      ConvolutionGeometry(3, 19, 21, filters: 5, size: 3), .init(50, 9, 13, filters: 33, size: 3),
      .init(40, 7, 9, filters: 3, size: 1), .init(19, 16, 23, filters: 19, size: 3, groups: 19),
      .init(6, 24, 24, filters: 6, size: 5, stride: 2, groups: 6),
    ])
  func uniformImage(name: String, geometry: ConvolutionGeometry) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 5)
    let threads = ThreadPool(threadCount: 2)
    let convolution = ReferenceConvolution(geometry, random: &random)
      .made(by: kernels, threads: threads, activation: .swish)
    let pixel = random.array(geometry.input.channels)
    let input = TestTensor(geometry.input) { c, _, _ in pixel[c] }
    let output = TestTensor(output: geometry.output)
    convolution.run(input, into: output, threads: threads)
    let border = geometry.size / 2
    for f in 0..<geometry.output.channels {
      var seen: Set<UInt32> = []
      for y in border..<geometry.output.height - border {
        for x in border..<geometry.output.width - border {
          seen.insert(output[f, y, x].bitPattern)
        }
      }
      #expect(seen.count == 1, "filter \(f)")
    }
  }

  @Test("gives equal filters equal bits, whatever their columns", arguments: kernelSetNames)
  func equalFilters(name: String) throws {
    guard name != "openblas" else { return }
    let kernels = try #require(KernelSet.named(name))
    let geometry = ConvolutionGeometry(7, 5, 5, filters: 51, size: 3)
    var random = RandomValues(seed: 6)
    let weights = random.array(7 * 9)
    let threads = ThreadPool(threadCount: 1)
    let convolution = unsafe Convolution(
      geometry, bias: Array(repeating: 0.25, count: 51), activation: .mish, kernels: kernels,
      threads: threads
    ) { _, buffer in
      for index in buffer.indices { unsafe buffer[index] = weights[index % weights.count] }
    }
    let input = TestTensor(geometry.input, random: &random)
    let output = TestTensor(output: geometry.output)
    convolution.run(input, into: output, threads: threads)
    let planes = (0..<51).map { f in Array(output.bits[f * 25..<(f + 1) * 25]) }
    #expect(Set(planes).count == 1)
  }

  @Test(
    "names its algorithm",
    arguments: [
      (geometries[2], "gemm 1x1"), (geometries[11], "gemm"), (geometries[1], "gemm"),
      (groupedGeometries[0], "grouped gemm"), (groupedGeometries[3], "depthwise 3x3"),
      (groupedGeometries[5], "depthwise 5x5"),
    ])
  func algorithm(geometry: ConvolutionGeometry, expected: String) {
    var random = RandomValues(seed: 7)
    let convolution = ReferenceConvolution(geometry, random: &random)
      .made(by: .scalar, threads: ThreadPool(threadCount: 1))
    #expect(convolution.algorithm == expected)
    #expect(convolution.weightByteCount >= 4 * geometry.output.channels * geometry.taps)
  }
}
