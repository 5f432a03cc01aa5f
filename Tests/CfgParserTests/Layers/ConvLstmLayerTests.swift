import CfgParser
import TestSupport
import Testing

@Suite("[conv_lstm]")
struct ConvLstmLayerTests {
  @Test("the stride is for the input's convolutions; the states have the output's size")
  func shapes() throws {
    let layer = try ConvLstmLayer("[conv_lstm]\npad=1\noutput=7\nstride=2")
    #expect(try layer.outputShape(for: [.image(3, 5, 8)]) == .image(7, 3, 4))
    #expect(layer.stateShapes(for: [.image(3, 5, 8)]) == [.image(7, 3, 4), .image(7, 3, 4)])
    #expect((layer.inputLayer.strideX, layer.stateLayer.strideX) == (2, 1))
    #expect((layer.convolution.activation, layer.stateConstrain) == (.linear, 32))
    #expect(misfit(layer, Shape(vectorOf: 9))?.message == "needs an image")
  }

  @Test(
    "peepholes stand before the rest in the file",
    arguments: [(0, [String]()), (1, ["vf", "vi", "vo"])])
  func weightBlocks(_ peephole: Int, _ first: [String]) throws {
    let layer = try ConvLstmLayer("[conv_lstm]\nsize=1\noutput=3\npeephole=\(peephole)")
    let blocks = layer.weightBlocks(for: [.image(5, 4, 4)], in: .alexeyab)
    let parts = first + ["wf", "wi", "wg", "wo", "uf", "ui", "ug", "uo"]
    #expect(blocks.map(\.name) == parts.flatMap { ["\($0).biases", "\($0).weights"] })
    #expect(blocks.map(\.count) == parts.flatMap { [3, $0.hasPrefix("u") ? 15 : 9] })
  }

  @Test("a bottleneck, which only Darknet's GPU code has, is refused at its line")
  func bottleneck() throws {
    let error = #expect(throws: CfgError.self) {
      try ConvLstmLayer("[conv_lstm]\npad=1\nbottleneck=1")
    }
    #expect(error?.code == .unsupported)
    #expect(error?.location.line == 3)
    _ = try ConvLstmLayer("[conv_lstm]\npad=1\nbottleneck=0")
  }

  @Test("what Darknet ignores on a CPU is ignored with a warning")
  func warnings() throws {
    let keys = ["pad=1", "shortcut=1", "lstm_activation=leaky", "time_normalizer=0.5"]
    let warnings = try ConvLstmLayer.warnings("[conv_lstm]\n" + keys.joined(separator: "\n"))
    #expect(
      warnings.map(\.message) == [
        "'shortcut' is ignored, as Darknet ignores it on a CPU",
        "'lstm_activation' is ignored, as Darknet ignores it on a CPU",
      ])
    #expect(warnings.map(\.location.line) == [3, 4])
  }

  @Test(
    "values out of range are refused",
    arguments: ["output=0", "stride=0", "state_constrain=0", "size=4", "groups=2\noutput=3"])
  func badValues(_ keys: String) {
    let error = #expect(throws: CfgError.self) { try ConvLstmLayer("[conv_lstm]\npad=1\n\(keys)") }
    #expect(error?.code == .badValue)
    #expect(error?.location.line == 3)
  }
}
