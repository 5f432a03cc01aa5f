import CfgParser
import TestSupport
import Testing

@Suite("[reorg]")
struct ReorgLayerTests {
  @Test("trades pixels for channels, or back")
  func outputShape() throws {
    #expect(
      try ReorgLayer("[reorg]\nstride=2").outputShape(for: [.image(64, 26, 26)])
        == .image(256, 13, 13))
    #expect(
      try ReorgLayer("[reorg]\nstride=2\nreverse=1").outputShape(for: [.image(16, 4, 6)])
        == .image(4, 8, 12))
    #expect(try ReorgLayer("[reorg]").outputShape(for: [.image(5, 3, 7)]) == .image(5, 3, 7))
  }

  @Test("extra zeros make a vector; flatten keeps the shape")
  func variants() throws {
    let extra = try ReorgLayer("[reorg]\nextra=3")
    #expect(extra.extra == 3)
    #expect(try extra.outputShape(for: [.image(2, 4, 6)]) == Shape(vectorOf: 51))
    let flat = try ReorgLayer("[reorg]\nflatten=1")
    #expect(flat.flatten)
    #expect(try flat.outputShape(for: [.image(5, 3, 7)]) == .image(5, 3, 7))
  }

  @Test(
    "stride divides height and width, its square the channels",
    arguments: [
      Shape.image(64, 25, 26), .image(64, 26, 25), .image(6, 26, 26), Shape(vectorOf: 64),
    ])
  func misfits(_ input: Shape) throws {
    #expect(misfit(try ReorgLayer("[reorg]\nstride=2"), input) != nil)
  }

  @Test("the reverse needs channels for its pixels", arguments: [2, 6])
  func reverse(_ channels: Int) throws {
    let layer = try ReorgLayer("[reorg]\nstride=2\nreverse=1")
    #expect(misfit(layer, .image(channels, 4, 4))?.message == "needs channels that 4 divides")
  }
}
