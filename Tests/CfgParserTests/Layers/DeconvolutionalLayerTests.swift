import CfgParser
import TestSupport
import Testing

@Suite("[deconvolutional]")
struct DeconvolutionalLayerTests {
  @Test("defaults are darknet's: one 1×1 kernel, stride 1, logistic, no normalisation")
  func defaults() throws {
    let layer = try DeconvolutionalLayer("[deconv]")
    #expect((layer.filters, layer.size, layer.stride, layer.padding) == (1, 1, 1, 0))
    #expect(layer.activation == .logistic)
    #expect(!layer.batchNormalize)
  }

  @Test(
    "output is (in − 1) · stride + size − 2 · padding",
    arguments: [
      ("size=3", Shape.image(5, 11, 14)), ("size=3\npad=1", .image(5, 9, 12)),
      ("size=4\nstride=2\npadding=1", .image(5, 18, 24)), ("stride=3", .image(5, 25, 34)),
      ("padding=4", .image(5, 1, 4)),
    ])
  func outputShape(_ keys: String, _ expected: Shape) throws {
    let layer = try DeconvolutionalLayer("[deconv]\nfilters=5\n\(keys)")
    #expect(try layer.outputShape(for: [.image(4, 9, 12)]) == expected)
  }

  @Test("arrays stand as those of a convolution; operations count every kernel of every pixel")
  func weightBlocks() throws {
    let layer = try DeconvolutionalLayer("[deconv]\nfilters=6\nsize=3\nbatch_normalize=1")
    let input = Shape.image(4, 9, 12)
    #expect(
      layer.weightBlocks(for: [input], in: .pjreddie) == [
        WeightBlock("biases", count: 6), WeightBlock("scales", count: 6),
        WeightBlock("rolling_mean", count: 6), WeightBlock("rolling_variance", count: 6),
        WeightBlock("weights", count: 4 * 6 * 9),
      ])
    #expect(layer.operationCount(for: [input]) == 2 * (4 * 6 * 9) * 9 * 12)
  }

  @Test("an image of which nothing would be left is refused, with the least that fits")
  func misfits() throws {
    let layer = try DeconvolutionalLayer("[deconv]\nsize=3\nstride=2\npadding=4")
    let fault = misfit(layer, .image(3, 3, 9))
    #expect(
      fault?.message
        == "needs at least 4×4 pixels (kernels 3×3, stride 2, 8 pixels cut off in all)")
    #expect(misfit(layer, .image(3, 4, 4)) == nil)
    #expect(misfit(layer, Shape(vectorOf: 9))?.message == "needs an image")
  }
}
