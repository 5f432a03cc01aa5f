import CfgParser
import Testing

@testable import Engine

@Suite("multiplying")
struct MultiplyTests {
  @Test(
    "multiply takes a factor for every value, channel or pixel",
    arguments: kernelSetNames, [(33, 2, 3), (33, 1, 1), (1, 2, 3)])
  func multiplies(name: String, factor: (channels: Int, height: Int, width: Int)) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 20)
    let shape = Shape(channels: 33, height: 2, width: 3)
    let input = TestTensor(shape, before: 1, random: &random)
    let factors = TestTensor(
      Shape(channels: factor.channels, height: factor.height, width: factor.width), after: 1,
      random: &random)
    let output = TestTensor(output: shape, before: 1, after: 1)
    multiply(
      input.tensor, by: factors.tensor, into: output.tensor, kernels: kernels,
      threads: ThreadPool(threadCount: 1))
    for c in 0..<33 {
      for y in 0..<2 {
        for x in 0..<3 {
          let other = factors[c % factor.channels, y % factor.height, x % factor.width]
          #expect(output[c, y, x] == input[c, y, x] * other)
        }
      }
    }
    #expect(output.isCleanAround)
  }
}
