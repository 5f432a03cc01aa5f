import CfgParser
import Testing

@testable import Engine

@Suite("sliding convolution")
struct SlidingConvolutionTests {
  static let setNames = KernelSet.available.filter { $0.multiplier == .panels }.map(\.name)

  /// First layers and others; maps smaller than a window, more padding than picture, strides that
  /// leave a rest, more rows than a band.
  static let geometries: [ConvolutionGeometry] = [
    .init(1, 1, 1, filters: 1, size: 3),
    .init(3, 21, 33, filters: 16, size: 3),
    .init(3, 17, 29, filters: 33, size: 3, stride: 2),
    .init(3, 20, 31, filters: 64, size: 7, stride: 2),
    .init(4, 9, 10, filters: 5, size: 2, stride: 2, padding: 0),
    .init(3, 12, 7, filters: 7, size: 5, stride: 3, strideY: 1, padding: 1),
    .init(2, 3, 2, filters: 3, size: 3, padding: 6),
    .init(1, 2, 2, filters: 2, size: 7, padding: 3),
    .init(34, 9, 9, filters: 40, size: 3, stride: 2),
    .init(150, 3, 4, filters: 9, size: 3),
    .init(3, 7, 5000, filters: 2, size: 3),
  ]

  @Test(
    "gives the bits of the direct algorithm", arguments: setNames, geometries)
  func bits(name: String, geometry: ConvolutionGeometry) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 21)
    let threads = ThreadPool(threadCount: 2)
    let reference = ReferenceConvolution(geometry, random: &random)
    // Alone in its buffer, and among the channels of others.
    for others in [0, 3] {
      let input = TestTensor(geometry.input, before: others, after: others, random: &random)
      let outputs = [ConvolutionAlgorithm.sliding, .direct].map { algorithm in
        let output = TestTensor(output: geometry.output, before: 1, after: 2)
        reference.made(by: kernels, threads: threads, activation: .leaky, algorithm: algorithm)
          .run(input, into: output, threads: threads)
        #expect(output.isCleanAround)
        return output.bits
      }
      #expect(outputs[0] == outputs[1])
    }
  }

  @Test("applies every activation after the bias", arguments: setNames, Activation.allCases)
  func activations(name: String, activation: Activation) throws {
    let kernels = try #require(KernelSet.named(name))
    let threads = ThreadPool(threadCount: 1)
    var random = RandomValues(seed: 22)
    let reference = ReferenceConvolution(.init(3, 7, 19, filters: 19, size: 3), random: &random)
    let input = TestTensor(reference.geometry.input, random: &random)
    let outputs = [ConvolutionAlgorithm.sliding, .direct].map { algorithm in
      let output = TestTensor(output: reference.geometry.output, before: 1, after: 1)
      reference.made(by: kernels, threads: threads, activation: activation, algorithm: algorithm)
        .run(input, into: output, threads: threads)
      #expect(output.isCleanAround)
      return output.bits
    }
    #expect(outputs[0] == outputs[1])
  }

  @Test(
    "pools pairs of rows and columns with the bits of pooling after", arguments: setNames,
    [
      ConvolutionGeometry(3, 20, 34, filters: 16, size: 3), .init(3, 21, 33, filters: 35, size: 3),
      .init(3, 1, 1, filters: 2, size: 3), .init(3, 33, 47, filters: 64, size: 7, stride: 2),
      .init(5, 3, 5, filters: 70, size: 2, padding: 1),
    ])
  func pooling(name: String, geometry: ConvolutionGeometry) throws {
    let kernels = try #require(KernelSet.named(name))
    let (whole, channels) = (geometry.output, geometry.output.channels)
    let half = Shape(
      channels: channels, height: (whole.height + 1) / 2, width: (whole.width + 1) / 2)
    for activation in [Activation.leaky, .mish] {
      var random = RandomValues(seed: 26)
      let threads = ThreadPool(threadCount: 2)
      let reference = ReferenceConvolution(geometry, random: &random)
      let input = TestTensor(geometry.input, random: &random)
      let all = TestTensor(output: whole)
      reference.made(by: kernels, threads: threads, activation: activation, algorithm: .sliding)
        .run(input, into: all, threads: threads)
      let expected = TestTensor(output: half)
      maxpool(
        all.tensor, into: expected.tensor, size: 2, strideX: 2, strideY: 2, offset: 0,
        kernels: kernels, threads: threads)
      let found = TestTensor(output: half, before: 1, after: 2)
      reference.made(
        by: kernels, threads: threads, activation: activation, algorithm: .sliding,
        poolsPairs: true
      ).run(input, into: found, threads: threads)
      #expect(found.bits == expected.bits)
      #expect(found.isCleanAround)
    }
  }

  @Test("has the same bits for any number of threads", arguments: setNames)
  func threadCounts(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    let results = [1, 2, 3].map { threadCount in
      var random = RandomValues(seed: 23)
      let threads = ThreadPool(threadCount: threadCount)
      let reference = ReferenceConvolution(.init(3, 57, 61, filters: 24, size: 3), random: &random)
      let input = TestTensor(reference.geometry.input, random: &random)
      let output = TestTensor(output: reference.geometry.output)
      reference.made(by: kernels, threads: threads, algorithm: .sliding)
        .run(input, into: output, threads: threads)
      return output.bits
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
  }

  @Test("names itself, and counts its weights", arguments: setNames)
  func name(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 24)
    let convolution = ReferenceConvolution(.init(3, 8, 8, filters: 32, size: 3), random: &random)
      .made(by: kernels, threads: ThreadPool(threadCount: 1), algorithm: .sliding)
    #expect(convolution.algorithm == "sliding")
    #expect(convolution.weightByteCount == 4 * 27 * 32)
  }

  @Test(
    "gives way to the direct algorithm where it does not apply", arguments: setNames,
    [
      ConvolutionGeometry(4, 8, 8, filters: 6, size: 1),
      .init(4, 8, 8, filters: 6, size: 3, dilation: 2),
      .init(4, 8, 8, filters: 6, size: 3, groups: 2),
      .init(4, 8, 8, filters: 4, size: 3, groups: 4),
    ])
  func elsewhere(name: String, geometry: ConvolutionGeometry) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 25)
    let convolution = ReferenceConvolution(geometry, random: &random)
      .made(by: kernels, threads: ThreadPool(threadCount: 1), algorithm: .sliding)
    #expect(convolution.algorithm != "sliding")
    #expect(!ConvolutionAlgorithm.sliding.applies(to: geometry, kernels: kernels))
  }
}
