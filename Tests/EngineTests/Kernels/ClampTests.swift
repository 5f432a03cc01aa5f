import CfgParser
import Testing

@testable import Engine

@Suite("clamp")
struct ClampTests {
  @Test(
    "clamp keeps values within the limit, and makes 0 of what is no number",
    arguments: kernelSetNames, [1, 8, 35])
  func clamps(name: String, channels: Int) throws {
    let kernels = try #require(KernelSet.named(name))
    let cases: [(Float, Float)] = [
      (1.25, 1.25), (-1.25, -1.25), (1.5, 1.5), (-1.5, -1.5), (1.75, 1.5), (-40, -1.5), (0, 0),
      (.infinity, 1.5), (-.infinity, -1.5), (.nan, 0),
    ]
    let shape = Shape(channels: channels, height: 2, width: cases.count)
    let tensor = TestTensor(shape, before: 1, after: 2) { _, _, x in cases[x].0 }
    clamp(tensor.tensor, to: 1.5, kernels: kernels, threads: ThreadPool(threadCount: 1))
    for (x, expected) in cases.enumerated() {
      #expect(tensor[0, 1, x] == expected.1)
      #expect(tensor[channels - 1, 0, x] == expected.1)
    }
    #expect(tensor.isCleanAround)
  }
}
