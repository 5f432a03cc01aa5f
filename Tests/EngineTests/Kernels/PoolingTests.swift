import CfgParser
import Testing

@testable import Engine

@Suite("pooling")
struct PoolingTests {
  /// A window size, strides and an offset, with darknet's rule for the extent of the output.
  struct Pooling: Sendable {
    var size: Int
    var strideX: Int
    var strideY: Int
    var padding: Int

    init(_ size: Int, _ strideX: Int, _ strideY: Int? = nil, padding: Int? = nil) {
      (self.size, self.strideX, self.strideY) = (size, strideX, strideY ?? strideX)
      self.padding = padding ?? size - 1
    }

    func output(of shape: Shape) -> Shape {
      Shape(
        channels: shape.channels, height: (shape.height + padding - size) / strideY + 1,
        width: (shape.width + padding - size) / strideX + 1)
    }

    /// The values window (y, x) sees.
    func window(_ c: Int, _ y: Int, _ x: Int, of input: TestTensor) -> [Float] {
      let (top, left) = (y * strideY - padding / 2, x * strideX - padding / 2)
      let rows = (top..<top + size).clamped(to: 0..<input.tensor.shape.height)
      let columns = (left..<left + size).clamped(to: 0..<input.tensor.shape.width)
      return rows.flatMap { row in columns.map { input[c, row, $0] } }
    }
  }

  static let poolings = [
    Pooling(2, 2), Pooling(2, 1), Pooling(3, 2), Pooling(3, 1), Pooling(5, 1), Pooling(13, 1),
    Pooling(3, 2, 1), Pooling(1, 2), Pooling(3, 3, padding: 0), Pooling(2, 2, padding: 3),
  ]
  static let shapes = [
    Shape(channels: 1, height: 7, width: 5), Shape(channels: 17, height: 4, width: 6),
    Shape(channels: 70, height: 3, width: 3),
  ]

  private func pooled(
    _ function: (Tensor, Tensor, Int, Int, Int, Int, KernelSet, ThreadPool) -> Void,
    _ pooling: Pooling, _ shape: Shape, kernels name: String
  ) throws -> (input: TestTensor, output: TestTensor) {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 10)
    let input = TestTensor(shape, before: 1, after: 2, random: &random)
    let output = TestTensor(output: pooling.output(of: shape), before: 3, after: 1)
    function(
      input.tensor, output.tensor, pooling.size, pooling.strideX, pooling.strideY,
      pooling.padding / 2, kernels, ThreadPool(threadCount: 2))
    return (input, output)
  }

  private func maximum(
    _ input: Tensor, _ output: Tensor, _ size: Int, _ strideX: Int, _ strideY: Int, _ offset: Int,
    _ kernels: KernelSet, _ threads: ThreadPool
  ) {
    maxpool(
      input, into: output, size: size, strideX: strideX, strideY: strideY, offset: offset,
      kernels: kernels, threads: threads)
  }

  private func average(
    _ input: Tensor, _ output: Tensor, _ size: Int, _ strideX: Int, _ strideY: Int, _ offset: Int,
    _ kernels: KernelSet, _ threads: ThreadPool
  ) {
    localAveragePool(
      input, into: output, size: size, strideX: strideX, strideY: strideY, offset: offset,
      kernels: kernels, threads: threads)
  }

  @Test("maxpool takes the largest value of each window", arguments: kernelSetNames, poolings)
  func maxpoolWindows(name: String, pooling: Pooling) throws {
    for shape in Self.shapes {
      let (input, output) = try pooled(maximum, pooling, shape, kernels: name)
      let extent = output.tensor.shape
      for c in 0..<extent.channels {
        for y in 0..<extent.height {
          for x in 0..<extent.width {
            let window = pooling.window(c, y, x, of: input)
            #expect(output[c, y, x] == window.max() ?? -.greatestFiniteMagnitude)
          }
        }
      }
      #expect(output.isCleanAround)
    }
  }

  @Test(
    "local average divides by the values inside the image", arguments: kernelSetNames, poolings)
  func localAverage(name: String, pooling: Pooling) throws {
    for shape in Self.shapes {
      let (input, output) = try pooled(average, pooling, shape, kernels: name)
      let extent = output.tensor.shape
      for c in 0..<extent.channels {
        for y in 0..<extent.height {
          for x in 0..<extent.width {
            let window = pooling.window(c, y, x, of: input)
            guard !window.isEmpty else { continue }
            #expect(output[c, y, x] == window.reduce(0, +) / Float(window.count))
          }
        }
      }
      #expect(output.isCleanAround)
    }
  }

  @Test(
    "maxpool gives darknet's values for a row",
    arguments: kernelSetNames,
    [
      (5, 2, 2, [1, 3, 4]), (5, 2, 1, [1, 2, 3, 4, 4]), (5, 3, 2, [1, 3, 4]),
      (5, 3, 1, [1, 2, 3, 4, 4]), (6, 5, 1, [2, 3, 4, 5, 5, 5]),
    ] as [(Int, Int, Int, [Float])])
  func goldenRow(name: String, row: (width: Int, size: Int, stride: Int, expected: [Float])) throws
  {
    let kernels = try #require(KernelSet.named(name))
    let input = TestTensor(Shape(channels: 1, height: 1, width: row.width)) { _, _, x in Float(x) }
    let output = TestTensor(output: Shape(channels: 1, height: 1, width: row.expected.count))
    maximum(
      input.tensor, output.tensor, row.size, row.stride, row.stride, (row.size - 1) / 2, kernels,
      ThreadPool(threadCount: 1))
    #expect(output.planes == row.expected)
  }

  @Test(
    "maxpool over depth takes every so many channels",
    arguments: kernelSetNames, [(6, 3), (7, 3), (40, 17), (5, 1), (4, 4), (3, 8)])
  func depth(name: String, channels: (input: Int, output: Int)) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 11)
    let input = TestTensor(
      Shape(channels: channels.input, height: 2, width: 3), before: 1, after: 1, random: &random)
    let output = TestTensor(
      output: Shape(channels: channels.output, height: 2, width: 3), before: 2, after: 2)
    maxpoolDepth(
      input.tensor, into: output.tensor, kernels: kernels, threads: ThreadPool(threadCount: 1))
    for g in 0..<channels.output {
      let seen = stride(from: g, to: channels.input, by: channels.output).map { input[$0, 1, 2] }
      #expect(output[g, 1, 2] == seen.max() ?? -.greatestFiniteMagnitude)
    }
    #expect(output.isCleanAround)
  }

  @Test(
    "average pool is the sum in order over the area",
    arguments: kernelSetNames, [1, 16, 17, 100])
  func globalAverage(name: String, channels: Int) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 12)
    let input = TestTensor(
      Shape(channels: channels, height: 5, width: 3), before: 1, after: 1, random: &random)
    let output = TestTensor(output: Shape(channels: channels, height: 1, width: 1), after: 1)
    averagePool(
      input.tensor, into: output.tensor, kernels: kernels, threads: ThreadPool(threadCount: 2))
    let planes = input.planes
    for c in 0..<channels {
      #expect(output[c, 0, 0] == planes[c * 15..<(c + 1) * 15].reduce(0, +) / 15)
    }
    #expect(output.isCleanAround)
  }
}
