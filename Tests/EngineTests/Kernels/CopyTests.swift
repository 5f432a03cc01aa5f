import CfgParser
import Testing

@testable import Engine

@Suite("copying")
struct CopyTests {
  static let shapes = [
    Shape(channels: 1, height: 1, width: 1), Shape(channels: 3, height: 5, width: 7),
    Shape(channels: 17, height: 4, width: 6), Shape(channels: 40, height: 3, width: 2),
  ]

  @Test("copy moves channels between buffers", arguments: kernelSetNames, shapes)
  func copies(name: String, shape: Shape) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 15)
    let input = TestTensor(shape, before: 2, after: 1, random: &random)
    let output = TestTensor(output: shape, before: 1, after: 5)
    copy(input.tensor, into: output.tensor, kernels: kernels, threads: ThreadPool(threadCount: 2))
    #expect(output.bits == input.bits)
    #expect(output.isCleanAround)
  }
}
