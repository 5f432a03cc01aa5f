import CfgParser
import Testing

@testable import Engine

@Suite("affine")
struct AffineTests {
  @Test("affine scales and shifts by channel", arguments: kernelSetNames, [1, 16, 35])
  func affines(name: String, channels: Int) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 19)
    let shape = Shape(channels: channels, height: 3, width: 4)
    let (scale, bias) = (random.array(channels), random.array(channels))
    let input = TestTensor(shape, before: 1, after: 2, random: &random)
    let output = TestTensor(output: shape, before: 2, after: 1)
    affine(
      input.tensor, into: output.tensor, scale: scale, bias: bias, kernels: kernels,
      threads: ThreadPool(threadCount: 2))
    for c in 0..<channels {
      let expected = input[c, 2, 3] * scale[c] + bias[c]
      #expect(isClose(output[c, 2, 3], expected, within: KernelTolerance.sumOrder(terms: 1)))
    }
    #expect(output.isCleanAround)
  }
}
