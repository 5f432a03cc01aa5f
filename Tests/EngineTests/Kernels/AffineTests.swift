import CfgParser
import Testing

@testable import Engine

@Suite("scaling and cropping")
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

  @Test("crop takes the middle", arguments: kernelSetNames, [true, false])
  func crops(name: String, adjusts: Bool) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 18)
    let input = TestTensor(
      Shape(channels: 3, height: 7, width: 6), before: 1, after: 1, random: &random)
    let output = TestTensor(output: Shape(channels: 3, height: 4, width: 3), before: 1)
    cropAndScale(
      input.tensor, into: output.tensor, adjusts: adjusts, kernels: kernels,
      threads: ThreadPool(threadCount: 1))
    for c in 0..<3 {
      for y in 0..<4 {
        for x in 0..<3 {
          let value = input[c, y + 1, x + 1]
          #expect(output[c, y, x] == (adjusts ? 2 * value - 1 : value))
        }
      }
    }
    #expect(output.isCleanAround)
  }
}
