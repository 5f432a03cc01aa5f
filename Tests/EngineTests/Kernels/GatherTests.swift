import CfgParser
import Testing

@testable import Engine

@Suite("gather")
struct GatherTests {
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
