import CfgParser
import TestSupport
import Testing

@Suite("[local]")
struct LocalLayerTests {
  @Test("defaults are darknet's: one 1×1 kernel, stride 1, no border, logistic")
  func defaults() throws {
    let layer = try LocalLayer("[local]")
    #expect((layer.filters, layer.size, layer.stride, layer.pad) == (1, 1, 1, 0))
    #expect(layer.activation == .logistic)
  }

  @Test(
    "positions are counted without the border: (in − size) / stride + 1, with pad (in − 1) / stride + 1",
    arguments: [
      ("size=3", Shape.image(5, 7, 10)), ("size=3\npad=1", .image(5, 9, 12)),
      ("size=3\nstride=2", .image(5, 4, 5)), ("size=3\nstride=2\npad=1", .image(5, 5, 6)),
      ("size=20\npad=1", .image(5, 9, 12)), ("size=9", .image(5, 1, 4)),
    ])
  func outputShape(_ keys: String, _ expected: Shape) throws {
    let layer = try LocalLayer("[local]\nfilters=5\n\(keys)")
    #expect(try layer.outputShape(for: [.image(4, 9, 12)]) == expected)
  }

  @Test("every output has a bias, and every position kernels of its own")
  func weightBlocks() throws {
    // The layer of yolov1.
    let layer = try LocalLayer("[local]\nsize=3\nstride=1\npad=1\nfilters=256")
    let input = Shape.image(1024, 7, 7)
    #expect(
      layer.weightBlocks(for: [input], in: .pjreddie) == [
        WeightBlock("biases", count: 12_544), WeightBlock("weights", count: 115_605_504),
      ])
    #expect(layer.operationCount(for: [input]) == 2 * 115_605_504)
    #expect(layer.sizeDescription(for: [input]) == "3×3/1")
  }

  @Test("smaller images than the kernel and vectors are refused")
  func misfits() throws {
    let layer = try LocalLayer("[local]\nsize=5")
    #expect(misfit(layer, .image(3, 4, 9))?.message.hasPrefix("needs at least 5×5 pixels") == true)
    #expect(misfit(layer, Shape(vectorOf: 100))?.message == "needs an image")
  }

  @Test(
    "values out of range are refused", arguments: ["filters=0", "size=0", "stride=0", "pad=-1"])
  func badValues(_ key: String) {
    let error = #expect(throws: CfgError.self) { try LocalLayer("[local]\n\(key)") }
    #expect(error?.code == .badValue)
    #expect(error?.location.line == 2)
  }
}
