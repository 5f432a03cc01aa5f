import CfgParser
import Testing

@testable import Engine

@Suite("crop")
struct CropAndScaleTests {
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
