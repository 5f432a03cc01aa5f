import CfgParser
import Testing

@testable import Engine

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

@Suite("response normalisation and unit length")
struct NormalizeResponseTests {
  @Test("gives darknet's values for channels 1 to 8", arguments: kernelSetNames)
  func golden(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    let shape = Shape(channels: 8, height: 1, width: 1)
    let input = TestTensor(shape) { c, _, _ in Float(c + 1) }
    let output = TestTensor(output: shape)
    normalizeResponse(
      input.tensor, into: output.tensor, by: .init(size: 5, alpha: 1, beta: 0.75, kappa: 1),
      kernels: kernels, threads: ThreadPool(threadCount: 1))
    let expected: [Float] = [
      0.2608474, 0.1968852, 0.1671275, 0.1467911, 0.1321652, 0.1210871, 0.151362, 0.195513,
    ]
    for (value, expected) in zip(output.planes, expected) {
      #expect(isClose(value, expected, within: KernelTolerance.printed))
    }
  }

  @Test(
    "the sum goes from (size − 1) / 2 channels before to size / 2 behind, without channel size / 2",
    arguments: kernelSetNames,
    [(5, 40, Float(0.75)), (4, 17, 0.5), (1, 3, 0.75), (3, 1, 1.5), (99, 35, 0.75)])
  func windows(name: String, layer: (size: Int, channels: Int, beta: Float)) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 32)
    let shape = Shape(channels: layer.channels, height: 2, width: 3)
    let input = TestTensor(shape, before: 2, after: 1, random: &random)
    let output = TestTensor(output: shape, before: 1, after: 2)
    normalizeResponse(
      input.tensor, into: output.tensor,
      by: .init(size: layer.size, alpha: 0.01, beta: layer.beta, kappa: 2),
      kernels: kernels, threads: ThreadPool(threadCount: 2))
    for k in 0..<layer.channels {
      let window = (k - (layer.size - 1) / 2...k + layer.size / 2)
        .clamped(to: 0...layer.channels - 1)
      let (y, x) = (1, 2)
      let squares = (0..<layer.channels).map { Double(input[$0, y, x]) * Double(input[$0, y, x]) }
      let missing = layer.size / 2 < layer.channels ? squares[layer.size / 2] : 0
      let sum = squares[window].reduce(0, +) - missing
      let expected = Double(input[k, y, x]) * pow(2 + 0.01 * sum, -Double(layer.beta))
      #expect(isClose(output[k, y, x], Float(expected), within: KernelTolerance.printed))
    }
    #expect(output.isCleanAround)
  }

  @Test("a pixel is divided by its length; zeros stay so", arguments: kernelSetNames, [1, 16, 35])
  func length(name: String, channels: Int) throws {
    let kernels = try #require(KernelSet.named(name))
    var random = RandomValues(seed: 33)
    let shape = Shape(channels: channels, height: 2, width: 3)
    let tensor = TestTensor(shape, before: 1, after: 2, random: &random)
    for c in 0..<channels { tensor[c, 1, 1] = 0 }
    let before = tensor.planes
    normalizeLength(tensor.tensor, kernels: kernels, threads: ThreadPool(threadCount: 2))
    for position in 0..<shape.area {
      let values = (0..<channels).map { Double(before[$0 * shape.area + position]) }
      let length = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
      for c in 0..<channels {
        let expected = length > 0 ? Float(values[c] / length) : 0
        let found = tensor.planes[c * shape.area + position]
        #expect(isClose(found, expected, within: KernelTolerance.printed))
      }
    }
    #expect(tensor.isCleanAround)
  }
}
