import CfgParser
import TestSupport
import Testing

@Suite("[gru]")
struct GruLayerTests {
  @Test("gives an image of one pixel, and remembers it")
  func shapes() throws {
    let layer = try GruLayer("[gru]\noutput=7\nbatch_normalize=1")
    #expect(layer.batchNormalize && !layer.tanh)
    #expect(try layer.outputShape(for: [.image(3, 4, 5)]) == .image(7, 1, 1))
    #expect(layer.stateShapes(for: [.image(3, 4, 5)]) == [.image(7, 1, 1)])
  }

  @Test(
    "stores the state's layers first in the original, the input's in AlexeyAB's fork",
    arguments: [
      (WeightDialect.pjreddie, ["wz", "wr", "wh", "uz", "ur", "uh"]),
      (.alexeyab, ["uz", "ur", "uh", "wz", "wr", "wh"]),
    ])
  func weightBlocks(_ dialect: WeightDialect, _ parts: [String]) throws {
    let blocks = try GruLayer("[gru]\noutput=3").weightBlocks(for: [.image(5, 1, 1)], in: dialect)
    #expect(blocks.map(\.name) == parts.flatMap { ["\($0).biases", "\($0).weights"] })
    #expect(blocks.map(\.count) == parts.flatMap { [3, $0.hasPrefix("u") ? 15 : 9] })
  }

  @Test(
    "AlexeyAB's fork does not know 'tanh'",
    arguments: [(Compatibility.recommended, true), (.pjreddie, true), (.alexeyab, false)])
  func tanh(_ compatibility: Compatibility, _ expected: Bool) throws {
    let network = try network("[net]\ninputs=4\n[gru]\ntanh=1", compatibility)
    #expect((network.nodes[0].layer as? GruLayer)?.tanh == expected)
    #expect(network.warnings.isEmpty == expected)
  }
}
