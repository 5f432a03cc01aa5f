import CfgParser
import Testing

@testable import Engine

/// An algorithm under a kernel set.
struct ConvolutionVariant: Sendable, CustomTestStringConvertible {
  let kernels: KernelSet
  let algorithm: ConvolutionAlgorithm

  var testDescription: String { "\(algorithm.rawValue) \(kernels.name)" }
  /// Rows and columns of a tile; 0 without tiles.
  var tileSize: Int { algorithm.tileSize ?? 0 }

  /// The bits that it gives for random values of `seed`, computed by that many threads.
  func bits(
    _ geometry: ConvolutionGeometry, activation: Activation, threadCount: Int, seed: UInt64
  ) -> [UInt32] {
    var random = RandomValues(seed: seed)
    let threads = ThreadPool(threadCount: threadCount)
    let convolution = ReferenceConvolution(geometry, random: &random)
      .made(by: kernels, threads: threads, activation: activation, algorithm: algorithm)
    let input = TestTensor(geometry.input, random: &random)
    let output = TestTensor(output: geometry.output)
    convolution.run(input, into: output, threads: threads)
    return output.bits
  }
}
