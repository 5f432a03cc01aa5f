import CfgParser
import Testing

@testable import Engine

@Suite("binarize")
struct BinarizeTests {
  @Test(
    "gives 1 above 0 and -1 else, with a border around",
    arguments: kernelSetNames, [(1, 0, 0), (5, 2, 2), (35, 1, 3)])
  func signs(name: String, layer: (channels: Int, offset: Int, behind: Int)) throws {
    let kernels = try #require(KernelSet.named(name))
    let values: [Float] = [0, -0.0, 1e-30, -1e-30, 3, -3, .nan, .infinity, -.infinity]
    let input = TestTensor(
      Shape(channels: layer.channels, height: 4, width: 3), before: 1, after: 1
    ) { c, y, x in values[(c + 4 * y + x) % values.count] }
    let extra = layer.offset + layer.behind
    let shape = Shape(channels: layer.channels, height: 4 + extra, width: 3 + extra)
    let output = TestTensor(output: shape, before: 1, after: 2)
    binarize(
      input.tensor, into: output.tensor, offset: layer.offset, border: -7, kernels: kernels,
      threads: ThreadPool(threadCount: 2))
    for c in 0..<shape.channels {
      for y in 0..<shape.height {
        for x in 0..<shape.width {
          let (row, column) = (y - layer.offset, x - layer.offset)
          let isInside = (0..<4).contains(row) && (0..<3).contains(column)
          let expected: Float = isInside ? (input[c, row, column] > 0 ? 1 : -1) : -7
          #expect(output[c, y, x] == expected)
        }
      }
    }
    #expect(output.isCleanAround)
  }
}
