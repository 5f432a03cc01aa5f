import CfgParser
import TestSupport
import Testing

@Suite("[rnn]")
struct RnnLayerTests {
  @Test("gives an image of one pixel, and remembers the hidden values")
  func shapes() throws {
    let layer = try RnnLayer("[rnn]\noutput=7\nhidden=9\nactivation=leaky\nshortcut=1")
    #expect((layer.output, layer.hidden, layer.activation) == (7, 9, .leaky))
    #expect(layer.shortcut && !layer.batchNormalize)
    #expect(try layer.outputShape(for: [.image(3, 4, 5)]) == .image(7, 1, 1))
    #expect(layer.stateShapes(for: [.image(3, 4, 5)]) == [.image(9, 1, 1)])
    #expect(try RnnLayer("[rnn]").activation == .logistic)
  }

  @Test(
    "without 'hidden' there are as many hidden values as outputs; one in AlexeyAB's fork",
    arguments: [(Compatibility.recommended, 5), (.pjreddie, 5), (.alexeyab, 1)])
  func hidden(_ compatibility: Compatibility, _ count: Int) throws {
    let network = try network("[net]\ninputs=8\n[rnn]\noutput=5", compatibility)
    #expect((network.nodes[0].layer as? RnnLayer)?.hidden == count)
  }

  @Test("the original knows neither 'hidden' nor 'logistic'")
  func original() throws {
    let text = "[net]\ninputs=8\n[rnn]\noutput=5\nhidden=3\nlogistic=1\nactivation=relu"
    let network = try network(text, .pjreddie)
    #expect(network.warnings.map(\.location.line) == [5, 6])
    let layer = try #require(network.nodes[0].layer as? RnnLayer)
    #expect((layer.hidden, layer.selfActivation) == (5, .relu))
  }

  @Test(
    "'logistic' gives the hidden values' own sums another function",
    arguments: [(0, Activation.relu), (1, .logistic), (2, .loggy)])
  func selfActivation(_ value: Int, _ expected: Activation) throws {
    let layer = try RnnLayer("[rnn]\nactivation=relu\nlogistic=\(value)")
    #expect(layer.selfLayer.activation == expected)
    #expect(layer.inputLayer.activation == .relu)
    #expect(layer.outputLayer.activation == .relu)
  }

  @Test("stores three connected layers: input, self and output")
  func weightBlocks() throws {
    let layer = try RnnLayer("[rnn]\noutput=2\nhidden=3\nbatch_normalize=1")
    let blocks = layer.weightBlocks(for: [.image(4, 1, 1)], in: .pjreddie)
    let arrays = ["biases", "weights", "scales", "rolling_mean", "rolling_variance"]
    #expect(
      blocks.map(\.name)
        == ["input", "self", "output"].flatMap { part in arrays.map { "\(part).\($0)" } })
    #expect(blocks.map(\.count) == [3, 12, 3, 3, 3] + [3, 9, 3, 3, 3] + [2, 6, 2, 2, 2])
  }

  @Test(
    "values out of range are refused",
    arguments: ["output=0", "hidden=0", "hidden=16777217", "logistic=3", "activation=none"])
  func badValues(_ option: String) {
    let error = #expect(throws: CfgError.self) { try RnnLayer("[rnn]\n\(option)") }
    #expect(error?.code == .badValue)
    #expect(error?.location.line == 2)
  }
}
