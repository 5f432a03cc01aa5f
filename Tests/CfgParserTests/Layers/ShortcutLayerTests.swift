import CfgParser
import TestSupport
import Testing

@Suite("[shortcut]")
struct ShortcutLayerTests {
  @Test("reads the layer before and those of 'from'")
  func inputs() throws {
    let layer = try ShortcutLayer("[shortcut]\nfrom=-3,1\nactivation=mish", at: 9)
    #expect(layer.from == [6, 1])
    #expect(layer.inputs == [.previous, .layer(6), .layer(1)])
    #expect(layer.activation == .mish)
    #expect(try ShortcutLayer("[shortcut]\nfrom=-3", at: 9).activation == .linear)
  }

  @Test(
    "the output is as the layer before; one plain layer may differ in channels and by a whole factor",
    arguments: [
      Shape.image(8, 12, 16), .image(3, 12, 16), .image(20, 12, 16), .image(8, 24, 32),
      .image(8, 6, 8),
      .image(1, 36, 48), .image(8, 1, 1).scaled(12, 16),
    ])
  func fits(_ source: Shape) throws {
    let layer = try ShortcutLayer("[shortcut]\nfrom=-3", at: 9)
    let target = Shape.image(8, 12, 16)
    #expect(try layer.outputShape(for: [target, source]) == target)
  }

  @Test(
    "other sizes are refused",
    arguments: [Shape.image(8, 12, 32), .image(8, 24, 16), .image(8, 3, 8), Shape(vectorOf: 8)])
  func misfits(_ source: Shape) throws {
    let layer = try ShortcutLayer("[shortcut]\nfrom=-3", at: 9)
    let fault = misfit(layer, .image(8, 12, 16), source)
    #expect(fault?.input == 1)
    #expect(misfit(layer, Shape(vectorOf: 8), .image(8, 12, 16))?.input == 0)
  }

  @Test(
    "several layers, and weighted ones, keep height and width",
    arguments: ["from=-3,-4", "from=-3\nweights_type=per_feature"])
  func strict(_ keys: String) throws {
    let layer = try ShortcutLayer("[shortcut]\n\(keys)", at: 9)
    let target = Shape.image(8, 12, 16)
    #expect(misfit(layer, target, .image(8, 24, 32), target) != nil)
    #expect(misfit(layer, target, .image(4, 12, 16), target) == nil)
  }

  @Test(
    "weights are one an input, or one an input and channel",
    arguments: [
      ("none", [Int]()), ("per_feature", [3]), ("per_layer", [3]), ("per_channel", [24]),
    ])
  func weights(_ type: String, _ counts: [Int]) throws {
    let layer = try ShortcutLayer("[shortcut]\nfrom=-3,-4\nweights_type=\(type)", at: 9)
    let shapes = [Shape](repeating: .image(8, 2, 2), count: 3)
    let expected = counts.map { WeightBlock("weights", count: $0, initial: 1...1) }
    #expect(layer.weightBlocks(for: shapes, in: .alexeyab) == expected)
  }

  @Test(
    "normalisations have two names each way",
    arguments: [
      ("none", ShortcutLayer.WeightsNormalization.none), ("relu", .relu), ("avg_relu", .relu),
      ("softmax", .softmax),
    ])
  func normalization(_ name: String, _ expected: ShortcutLayer.WeightsNormalization) throws {
    let layer = try ShortcutLayer("[shortcut]\nfrom=-3\nweights_normalization=\(name)", at: 9)
    #expect(layer.weightsNormalization == expected)
  }

  @Test("alpha and beta are for one layer without weights, else ignored with a warning")
  func factors() throws {
    let plain = try ShortcutLayer("[shortcut]\nfrom=0\nalpha=-1\nbeta=.25", at: 9)
    #expect((plain.alpha, plain.beta) == (-1, 0.25))
    let text = "[shortcut]\nfrom=0,1\nalpha=2"
    #expect(try ShortcutLayer(text, at: 9).alpha == 1)
    #expect(try ShortcutLayer.warnings(text, at: 9).map(\.location.line) == [3])
  }

  @Test("unknown weights are refused", arguments: ["weights_type=x", "weights_normalization=x"])
  func badValues(_ keys: String) {
    let error = #expect(throws: CfgError.self) {
      try ShortcutLayer("[shortcut]\nfrom=0\n\(keys)", at: 9)
    }
    #expect(error?.code == .badValue)
  }
}

extension Shape {
  fileprivate func scaled(_ height: Int, _ width: Int) -> Shape {
    .image(channels, self.height * height, self.width * width)
  }
}
