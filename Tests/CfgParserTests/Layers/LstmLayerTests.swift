import CfgParser
import TestSupport
import Testing

@Suite("[lstm]")
struct LstmLayerTests {
  @Test("gives an image of one pixel, and remembers it and its cell")
  func shapes() throws {
    let layer = try LstmLayer("[lstm]\noutput=7")
    #expect(try layer.outputShape(for: [.image(3, 4, 5)]) == .image(7, 1, 1))
    #expect(layer.stateShapes(for: [.image(3, 4, 5)]) == [.image(7, 1, 1), .image(7, 1, 1)])
  }

  @Test(
    "stores the state's layers first; the forks order the gates differently",
    arguments: [(WeightDialect.pjreddie, "ifog"), (.alexeyab, "figo")])
  func weightBlocks(_ dialect: WeightDialect, _ gates: String) throws {
    let layer = try LstmLayer("[lstm]\noutput=3")
    let blocks = layer.weightBlocks(for: [.image(5, 1, 1)], in: dialect)
    let parts = gates.map { "w\($0)" } + gates.map { "u\($0)" }
    #expect(blocks.map(\.name) == parts.flatMap { ["\($0).biases", "\($0).weights"] })
    #expect(blocks.map(\.count) == parts.flatMap { [3, $0.hasPrefix("u") ? 15 : 9] })
  }

  @Test(
    "'dontload' leaves all out of the file, 'dontloadscales' nothing: it is not for layers inside")
  func notLoaded() throws {
    let text = "[net]\ninputs=5\n[lstm]\noutput=3\nbatch_normalize=1\n"
    let whole = try network(text).weightValueCount(in: .alexeyab)
    #expect(whole == 4 * (9 + 15) + 8 * 4 * 3)
    #expect(try network(text + "dontloadscales=1").weightValueCount(in: .alexeyab) == whole)
    #expect(try network(text + "dontload=1").weightValueCount(in: .alexeyab) == 0)
  }
}
