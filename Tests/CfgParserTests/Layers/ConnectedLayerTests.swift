import CfgParser
import TestSupport
import Testing

@Suite("[connected]")
struct ConnectedLayerTests {
  @Test("gives an image of one pixel, from images and vectors")
  func outputShape() throws {
    let layer = try ConnectedLayer("[connected]\noutput=7\nactivation=leaky")
    #expect((layer.output, layer.activation) == (7, .leaky))
    #expect(try layer.outputShape(for: [.image(3, 4, 5)]) == .image(7, 1, 1))
    #expect(try layer.outputShape(for: [Shape(vectorOf: 9)]) == .image(7, 1, 1))
    #expect(try ConnectedLayer("[conn]").activation == .logistic)
  }

  @Test("batch normalisation stands behind the matrix")
  func weightBlocks() throws {
    let layer = try ConnectedLayer("[connected]\noutput=7\nbatch_normalize=1")
    #expect(
      layer.weightBlocks(for: [.image(3, 4, 5)], in: .pjreddie) == [
        WeightBlock("biases", count: 7), WeightBlock("weights", count: 420),
        WeightBlock("scales", count: 7), WeightBlock("rolling_mean", count: 7),
        WeightBlock("rolling_variance", count: 7),
      ])
    #expect(layer.operationCount(for: [.image(3, 4, 5)]) == 840)
  }

  @Test("refuses outputs out of range", arguments: ["0", "-1", "16777217"])
  func badValues(_ output: String) {
    let error = #expect(throws: CfgError.self) { try ConnectedLayer("[conn]\noutput=\(output)") }
    #expect(error?.code == .badValue)
  }
}
