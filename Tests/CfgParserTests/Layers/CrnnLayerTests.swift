import CfgParser
import TestSupport
import Testing

@Suite("[crnn]")
struct CrnnLayerTests {
  @Test("keeps the size of the image, and remembers the hidden channels")
  func shapes() throws {
    let layer = try CrnnLayer("[crnn]\npad=1\noutput=7\nhidden=9")
    #expect(try layer.outputShape(for: [.image(3, 4, 5)]) == .image(7, 4, 5))
    #expect(layer.stateShapes(for: [.image(3, 4, 5)]) == [.image(9, 4, 5)])
    #expect(layer.sizeDescription(for: [.image(3, 4, 5)]) == "3×3/1")
    #expect(misfit(layer, Shape(vectorOf: 9))?.message == "needs an image")
  }

  @Test(
    "the names of the keys tell the fork: the original's layer is 3×3 and padded whatever is set",
    arguments: ["output_filters=4\nhidden_filters=2", "hidden_filters=2", "output_filters=4"])
  func original(_ keys: String) throws {
    let text = "[crnn]\nsize=1\npad=0\n\(keys)"
    let layer = try CrnnLayer(text)
    #expect((layer.convolution.size, layer.convolution.padding) == (3, 1))
    #expect(layer.output == (keys.contains("output_filters") ? 4 : 1))
    #expect(layer.hidden == (keys.contains("hidden_filters") ? 2 : 1))
    #expect(try CrnnLayer.warnings(text).map(\.location.line) == [2, 3])
  }

  @Test("with xnor all convolutions are of signs, ungrouped; the original's layer has no such key")
  func binary() throws {
    let layer = try CrnnLayer("[crnn]\npad=1\nxnor=1\ngroups=2\noutput=3\nhidden=5")
    for inner in [layer.inputLayer, layer.selfLayer, layer.outputLayer] {
      #expect(inner.xnor)
      #expect(inner.groups == 1)
    }
    let text = "[crnn]\nxnor=1\nhidden_filters=5"
    #expect(try !CrnnLayer(text).selfLayer.xnor)
    #expect(try CrnnLayer.warnings(text).map(\.location.line) == [2])
  }

  @Test("all convolutions are alike, but for their filters")
  func convolutions() throws {
    let layer = try CrnnLayer(
      "[crnn]\nsize=5\npad=1\ndilation=2\ngroups=2\noutput=4\nhidden=6\nactivation=mish")
    for inner in [layer.inputLayer, layer.selfLayer, layer.outputLayer] {
      #expect((inner.size, inner.padding, inner.dilation, inner.groups) == (5, 2, 2, 2))
      #expect(inner.activation == .mish)
    }
    #expect(layer.selfLayer.filters == 6)
    #expect(layer.outputLayer.filters == 4)
    #expect(misfit(layer, .image(3, 4, 4))?.message == "needs channels that groups=2 divides")
  }

  @Test("stores three convolutions: input, self and output")
  func weightBlocks() throws {
    let layer = try CrnnLayer("[crnn]\nsize=1\nhidden=3\noutput=2\nbatch_normalize=1")
    let blocks = layer.weightBlocks(for: [.image(4, 6, 6)], in: .alexeyab)
    let arrays = ["biases", "scales", "rolling_mean", "rolling_variance", "weights"]
    #expect(
      blocks.map(\.name)
        == ["input", "self", "output"].flatMap { part in arrays.map { "\(part).\($0)" } })
    #expect(blocks.filter { $0.name.hasSuffix("weights") }.map(\.count) == [12, 9, 6])
  }

  @Test("convolutions that change the size of the state are refused, in words that say the rule")
  func badSize() {
    let missing = #expect(throws: CfgError.self) { try CrnnLayer("[crnn]\noutput=2") }
    #expect(
      missing?.description == """
        layer.cfg:1: error: [crnn] 'size' does not keep the size of the state with a padding of 0; \
        [crnn] takes a size of 2 · padding + 1
        """)
    let strided = #expect(throws: CfgError.self) { try CrnnLayer("[crnn]\npad=1\nstride=2") }
    #expect(
      strided?.description == """
        layer.cfg:3: error: 'stride=2' does not keep the size of the state; [crnn] takes stride=1
        """)
  }

  @Test(
    "values out of range are refused",
    arguments: [
      "output=0", "hidden=0", "size=2", "groups=2\noutput=2\nhidden=3", "output_filters=0",
    ])
  func badValues(_ keys: String) {
    let error = #expect(throws: CfgError.self) { try CrnnLayer("[crnn]\npad=1\n\(keys)") }
    #expect(error?.code == .badValue)
    #expect(error?.location.line == 3)
  }

  @Test("a state beyond the limits is refused")
  func tooLarge() {
    let error = fault(of: net(width: 60_000, height: 60_000, "[crnn]\nsize=1\nhidden=2\noutput=1"))
    #expect(error?.code == .tooLarge)
    #expect(error?.location.line == 1)
    let state = fault(of: net(width: 20_000, height: 20_000, "[crnn]\nsize=1\nhidden=9\noutput=1"))
    #expect(state?.code == .tooLarge)
    #expect(state?.message.hasPrefix("the state of layer 0 [crnn], 20000×20000×9, has") == true)
  }
}
