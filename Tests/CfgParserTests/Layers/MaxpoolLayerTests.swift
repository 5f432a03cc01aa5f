import CfgParser
import TestSupport
import Testing

@Suite("[maxpool]")
struct MaxpoolLayerTests {
  @Test("size defaults to the stride, padding to size − 1 in all")
  func defaults() throws {
    let layer = try MaxpoolLayer("[maxpool]\nstride=2")
    #expect((layer.size, layer.strideX, layer.strideY, layer.padding) == (2, 2, 2, 1))
    #expect(!layer.maxpoolDepth)
    #expect(try MaxpoolLayer("[max]").size == 1)
  }

  @Test("strides along x and y may differ, and size follows stride alone")
  func strides() throws {
    let layer = try MaxpoolLayer("[maxpool]\nstride=3\nstride_x=2")
    #expect((layer.size, layer.strideX, layer.strideY) == (3, 2, 3))
  }

  @Test(
    "output is (in + padding − size) / stride + 1, rounded down",
    arguments: [
      ("size=2\nstride=2", 13, 7), ("size=2\nstride=2", 12, 6), ("size=2\nstride=1", 13, 13),
      ("size=3\nstride=2", 13, 7), ("size=3\nstride=2", 12, 6), ("size=13\nstride=1", 13, 13),
      ("size=2\nstride=2\npadding=0", 13, 6), ("size=3\nstride=1\npadding=4", 13, 15),
    ])
  func outputShape(_ keys: String, _ input: Int, _ expected: Int) throws {
    let layer = try MaxpoolLayer("[maxpool]\n\(keys)")
    #expect(
      try layer.outputShape(for: [.image(4, input, input)]) == .image(4, expected, expected))
  }

  @Test("pooling over channels keeps the pixels")
  func depth() throws {
    let layer = try MaxpoolLayer("[maxpool]\nmaxpool_depth=1\nout_channels=4\nstride=2")
    #expect(layer.maxpoolDepth)
    #expect(try layer.outputShape(for: [.image(12, 5, 7)]) == .image(4, 5, 7))
    #expect(misfit(layer, .image(3, 5, 7))?.message == "needs at least out_channels=4 channels")
  }

  @Test(
    "windows that would miss the image are refused",
    arguments: [
      "size=2\npadding=3", "size=1\npadding=1", "size=2\npadding=-1", "stride=0", "size=0",
    ])
  func badValues(_ keys: String) {
    let error = #expect(throws: CfgError.self) { try MaxpoolLayer("[maxpool]\n\(keys)") }
    #expect(error?.code == .badValue)
  }

  @Test("vectors and images smaller than the window are refused")
  func misfits() throws {
    let layer = try MaxpoolLayer("[maxpool]\nsize=5\npadding=0")
    #expect(misfit(layer, .image(3, 4, 9)) != nil)
    #expect(misfit(layer, Shape(vectorOf: 4)) != nil)
  }
}
