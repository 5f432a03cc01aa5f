import CfgParser
import Testing

@testable import Engine

@Suite("[connected]")
struct ConnectedTests {
  @Test(
    "sums over all inputs in darknet's order of weights, whatever lies between the pixels",
    arguments: kernelSetNames,
    [
      Shape(channels: 1, height: 1, width: 1), Shape(channels: 5, height: 3, width: 4),
      Shape(channels: 500, height: 1, width: 1), Shape(channels: 17, height: 6, width: 5),
    ])
  func definition(name: String, shape: Shape) throws {
    let kernels = try #require(KernelSet.named(name))
    for (outputs, after) in [(1, 0), (37, 3), (70, 0)] {
      var random = RandomValues(seed: 8)
      let (weights, bias) = (random.array(outputs * shape.count), random.array(outputs))
      let input = TestTensor(shape, before: after, after: after, random: &random)
      let output = TestTensor(output: Shape(vectorOf: outputs), after: after)
      let threads = ThreadPool(threadCount: 2)
      let connected = unsafe Connected(
        channels: shape.channels, taps: shape.area, outputs: outputs, bias: bias,
        activation: .leaky, kernels: kernels, threads: threads
      ) { range, buffer in
        for index in buffer.indices {
          unsafe buffer[index] = weights[range.lowerBound * shape.count + index]
        }
      }
      let scratch = TestScratch(
        floatsPerWorker: connected.scratchFloatsPerWorker, workers: 2)
      connected.run(
        input.tensor, into: output.tensor, scratch: scratch.scratch, threads: threads)

      let planes = input.planes
      for o in 0..<outputs {
        var sum = Double(bias[o])
        for i in planes.indices { sum += Double(weights[o * shape.count + i]) * Double(planes[i]) }
        let expected = Float(sum > 0 ? sum : 0.1 * sum)
        let bound = KernelTolerance.sumOrder(terms: shape.count)
        #expect(isClose(output[o, 0, 0], expected, within: bound))
      }
      #expect(output.isCleanAround)
    }
  }
}
