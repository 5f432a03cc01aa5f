import CfgParser
import Testing

@testable import Engine

@Suite("what is added to a convolution")
struct ResidualTests {
  /// A convolution under a kernel set, by one of its algorithms.
  struct Variant: Sendable, CustomTestStringConvertible {
    let kernels: KernelSet
    let algorithm: ConvolutionAlgorithm
    let geometry: ConvolutionGeometry

    var testDescription: String {
      "\(kernels.name) \(algorithm.rawValue) \(geometry.input) \(geometry.output) \(geometry.size)"
    }
  }

  /// More depth than a product takes at once, maps that end anywhere in a tile, filters that end
  /// anywhere in a vector, groups, a filter for every channel, more rows than a task.
  static let geometries: [ConvolutionGeometry] = [
    .init(5, 7, 7, filters: 17, size: 1), .init(401, 2, 3, filters: 40, size: 1),
    .init(6, 15, 17, filters: 33, size: 1), .init(3, 9, 14, filters: 16, size: 3),
    .init(17, 7, 11, filters: 31, size: 3), .init(45, 8, 5, filters: 70, size: 3),
    .init(6, 8, 9, filters: 9, size: 3, stride: 2), .init(8, 6, 6, filters: 12, size: 3, groups: 4),
    .init(35, 9, 17, filters: 35, size: 3, groups: 35), .init(33, 6, 6, filters: 33, size: 3),
  ]

  static let variants: [Variant] = KernelSet.available.flatMap { kernels in
    geometries.flatMap { geometry in
      ConvolutionAlgorithm.allCases.filter { $0.applies(to: geometry, kernels: kernels) }
        .map { Variant(kernels: kernels, algorithm: $0, geometry: geometry) }
    }
  }

  /// What fits beside a sum in registers, what is common, what passes through memory.
  static let functions: [Activation] = [.linear, .leaky, .relu, .mish, .swish, .logistic, .tanh]

  @Test(
    "gives the bits of steps of their own, whatever follows", arguments: variants, functions)
  func bits(variant: Variant, inner: Activation) {
    let threads = ThreadPool(threadCount: 2)
    for outer in Self.functions {
      var random = RandomValues(seed: 21)
      let reference = ReferenceConvolution(variant.geometry, random: &random)
      let input = TestTensor(variant.geometry.input, before: 1, after: 2, random: &random)
      let term = TestTensor(variant.geometry.output, before: 2, after: 3, random: &random)
      let fused = TestTensor(output: variant.geometry.output, before: 1, after: 4)
      let separate = TestTensor(output: variant.geometry.output, before: 1, after: 4)
      let convolution = reference.made(
        by: variant.kernels, threads: threads, activation: inner, algorithm: variant.algorithm)
      convolution.run(input, into: separate, threads: threads)
      accumulate(
        term.tensor, into: separate.tensor, weight: .scaled(alpha: 1, beta: 1),
        kernels: variant.kernels, threads: threads)
      activate(separate.tensor, with: outer, kernels: variant.kernels, threads: threads)
      let before = term.bits
      convolution.run(
        input, into: fused, adding: Residual(tensor: term.tensor, activation: outer),
        threads: threads)
      // Not in the expectation, which would print all values.
      let isSame = fused.bits == separate.bits
      let isTermKept = term.bits == before
      #expect(isSame && isTermKept, "\(outer)")
      #expect(fused.isCleanAround && term.isCleanAround)
    }
  }

  @Test("may be what is convolved", arguments: variants)
  func input(variant: Variant) {
    let geometry = variant.geometry
    guard geometry.input == geometry.output else { return }
    let threads = ThreadPool(threadCount: 1)
    var random = RandomValues(seed: 22)
    let reference = ReferenceConvolution(geometry, random: &random)
    let input = TestTensor(geometry.input, random: &random)
    let (alone, sum) = (TestTensor(output: geometry.output), TestTensor(output: geometry.output))
    let convolution = reference.made(
      by: variant.kernels, threads: threads, algorithm: variant.algorithm)
    convolution.run(input, into: alone, threads: threads)
    convolution.run(
      input, into: sum, adding: Residual(tensor: input.tensor, activation: .linear),
      threads: threads)
    #expect(sum.planes == zip(alone.planes, input.planes).map { $0 + $1 })
  }

  @Test("has the same bits for any number of threads", arguments: variants)
  func threadCounts(variant: Variant) {
    let results = [1, 2, 4].map { threadCount in
      var random = RandomValues(seed: 23)
      let threads = ThreadPool(threadCount: threadCount)
      let convolution = ReferenceConvolution(variant.geometry, random: &random)
        .made(
          by: variant.kernels, threads: threads, activation: .mish, algorithm: variant.algorithm)
      let input = TestTensor(variant.geometry.input, random: &random)
      let term = TestTensor(variant.geometry.output, random: &random)
      let output = TestTensor(output: variant.geometry.output)
      convolution.run(
        input, into: output, adding: Residual(tensor: term.tensor, activation: .leaky),
        threads: threads)
      return output.bits
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
  }
}
