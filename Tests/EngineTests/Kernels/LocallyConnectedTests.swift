import CfgParser
import Testing

@testable import Engine

@Suite("[local]")
struct LocallyConnectedTests {
  @Test(
    "every position has kernels of its own, in darknet's order of weights",
    arguments: kernelSetNames,
    [
      (Shape(channels: 1, height: 1, width: 1), 1, 1, 1, 0),
      (Shape(channels: 5, height: 4, width: 6), 37, 3, 1, 1),
      (Shape(channels: 17, height: 5, width: 5), 6, 2, 2, 0),
      (Shape(channels: 70, height: 3, width: 3), 2, 3, 3, 1),
    ])
  func definition(
    name: String, layer: (input: Shape, filters: Int, size: Int, stride: Int, pad: Int)
  ) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 31)
    let reach = layer.pad == 0 ? layer.size : 1
    let extent = Shape(
      channels: layer.filters, height: (layer.input.height - reach) / layer.stride + 1,
      width: (layer.input.width - reach) / layer.stride + 1)
    let depth = layer.input.channels * layer.size * layer.size
    let (weights, bias) = (random.array(extent.count * depth), random.array(extent.count))
    let input = TestTensor(layer.input, before: 1, after: 2, random: &random)
    let geometry = ConvolutionGeometry(
      input: layer.input, output: extent, size: layer.size, strideX: layer.stride,
      strideY: layer.stride, padding: layer.pad, dilation: 1, groups: 1)
    let expected = Self.expected(geometry, weights, bias, input)

    let outputs = [1, 3].map { threadCount in
      let threads = ThreadPool(threadCount: threadCount)
      let local = unsafe LocallyConnected(
        geometry, bias: bias, activation: .leaky, kernels: kernels, threads: threads
      ) { range, buffer in
        for index in buffer.indices {
          unsafe buffer[index] = weights[range.lowerBound * depth + index]
        }
      }
      #expect(local.weightByteCount == 4 * weights.count)
      let scratch = TestScratch(
        floatsPerWorker: local.scratchFloatsPerWorker, workers: threadCount)
      let output = TestTensor(output: extent, before: 2, after: 1)
      local.run(input.tensor, into: output.tensor, scratch: scratch.scratch, threads: threads)
      return output
    }
    let bound = KernelTolerance.sumOrder(terms: depth)
    #expect(zip(outputs[0].planes, expected).allSatisfy { isClose($0, $1, within: bound) })
    #expect(outputs[0].bits == outputs[1].bits)
    #expect(outputs[0].isCleanAround)
  }

  /// Darknet's loop: kernels are [position][filter][channel][row][column], biases
  /// [filter][position].
  private static func expected(
    _ geometry: ConvolutionGeometry, _ weights: [Float], _ bias: [Float], _ input: TestTensor
  ) -> [Float] {
    let (output, size, channels) = (geometry.output, geometry.size, geometry.input.channels)
    return (0..<output.count).map { index in
      let (filter, position) = index.quotientAndRemainder(dividingBy: output.area)
      let (y, x) = position.quotientAndRemainder(dividingBy: output.width)
      let first = (position * output.channels + filter) * channels * size * size
      var sum = Double(bias[index])
      for tap in 0..<channels * size * size {
        let (channel, place) = tap.quotientAndRemainder(dividingBy: size * size)
        let row = y * geometry.strideY - geometry.padding + place / size
        let column = x * geometry.strideX - geometry.padding + place % size
        guard (0..<geometry.input.height).contains(row),
          (0..<geometry.input.width).contains(column)
        else { continue }
        sum += Double(weights[first + tap]) * Double(input[channel, row, column])
      }
      return Float(sum > 0 ? sum : 0.1 * sum)
    }
  }
}
