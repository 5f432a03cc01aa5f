import CfgParser
import Testing

@testable import Engine

@Suite("painting kernels")
struct PaintKernelsTests {
  @Test(
    "every pixel paints its kernels from row y · stride − padding on",
    arguments: kernelSetNames, [(3, 1, 1), (4, 2, 1), (2, 3, 0), (1, 1, 0), (1, 2, 1), (5, 2, 4)])
  func definition(name: String, layer: (size: Int, stride: Int, padding: Int)) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 34)
    let (size, stride, padding, filters) = (layer.size, layer.stride, layer.padding, 18)
    let input = TestTensor(
      Shape(channels: filters * size * size, height: 5, width: 6), before: 1, random: &random)
    let shape = Shape(
      channels: filters, height: 4 * stride + size - 2 * padding,
      width: 5 * stride + size - 2 * padding)
    let (output, bias) = (TestTensor(output: shape, before: 1, after: 1), random.array(filters))
    let expected = TestTensor(shape) { c, _, _ in bias[c] }
    for y in 0..<5 {
      for x in 0..<6 {
        for tap in 0..<size * size {
          let row = y * stride - padding + tap / size
          let column = x * stride - padding + tap % size
          guard (0..<shape.height).contains(row), (0..<shape.width).contains(column) else {
            continue
          }
          for c in 0..<filters { expected[c, row, column] += input[tap * filters + c, y, x] }
        }
      }
    }
    paintKernels(
      input.tensor, into: output.tensor,
      .init(size: size, stride: stride, padding: padding), bias: bias, kernels: kernels,
      threads: ThreadPool(threadCount: 2))
    let bound = KernelTolerance.sumOrder(terms: size * size)
    #expect(zip(output.planes, expected.planes).allSatisfy { isClose($0, $1, within: bound) })
    #expect(output.isCleanAround)
  }
}
