import CfgParser
import Testing

@testable import Engine

@Suite("upsampling")
struct UpsampleTests {
  @Test(
    "upsample repeats pixels and multiplies by the scale",
    arguments: kernelSetNames, [(1, 1), (2, 1), (2, 0.5), (3, 2)] as [(Int, Float)])
  func upsamples(name: String, factor: (stride: Int, scale: Float)) throws {
    let kernels = try #require(KernelSet.named(name))
    for shape in CopyTests.shapes {
      var random = RandomValues(seed: 17)
      let input = TestTensor(shape, before: 1, after: 1, random: &random)
      let larger = Shape(
        channels: shape.channels, height: shape.height * factor.stride,
        width: shape.width * factor.stride)
      let output = TestTensor(output: larger, before: 2, after: 3)
      upsample(
        input.tensor, into: output.tensor, stride: factor.stride, scale: factor.scale,
        kernels: kernels, threads: ThreadPool(threadCount: 2))
      for c in 0..<larger.channels {
        for y in 0..<larger.height {
          for x in 0..<larger.width {
            let value = input[c, y / factor.stride, x / factor.stride]
            #expect(output[c, y, x] == value * factor.scale)
          }
        }
      }
      #expect(output.isCleanAround)
    }
  }

  @Test("a negative stride adds up blocks", arguments: kernelSetNames)
  func sumsBlocks(name: String) throws {
    let kernels = try #require(KernelSet.named(name))
    let input = TestTensor(Shape(channels: 19, height: 4, width: 6), before: 1) { c, y, x in
      Float(c + 10 * y + 100 * x)
    }
    let output = TestTensor(output: Shape(channels: 19, height: 2, width: 3), after: 1)
    upsample(
      input.tensor, into: output.tensor, stride: -2, scale: 0.5, kernels: kernels,
      threads: ThreadPool(threadCount: 1))
    for c in 0..<19 {
      for y in 0..<2 {
        for x in 0..<3 {
          let corner = c + 20 * y + 200 * x
          #expect(output[c, y, x] == Float(4 * corner + 20 + 200) / 2)
        }
      }
    }
    #expect(output.isCleanAround)
  }
}
