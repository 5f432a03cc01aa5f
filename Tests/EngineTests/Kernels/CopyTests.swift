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

  @Test("gather takes each value from where its index says, across pixels")
  func gathers() {
    let from = Shape(channels: 3, height: 2, width: 5)
    let to = Shape(channels: 6, height: 1, width: 5)
    let input = TestTensor(from, before: 2, after: 1) { c, y, x in Float((y * 5 + x) * 3 + c) }
    let output = TestTensor(output: to, before: 1, after: 1)
    let indices = (0..<30).map { Int32(($0 * 7) % 30) }
    gather(
      input.tensor, into: output.tensor, indices: indices, threads: ThreadPool(threadCount: 1))
    for x in 0..<5 {
      for c in 0..<6 { #expect(output[c, 0, x] == Float(indices[x * 6 + c])) }
    }
    #expect(output.isCleanAround)
  }
}
