import CfgParser
import TestSupport
import Testing

@Suite("[sam] and [scale_channels]")
struct SamLayerTests {
  @Test("both read the layer before and that of 'from', and are linear by default")
  func inputs() throws {
    let sam = try SamLayer("[sam]\nfrom=-3", at: 9)
    #expect(sam.inputs == [.previous, .layer(6)])
    #expect(sam.activation == .linear)
    let scaled = try ScaleChannelsLayer("[scale_channels]\nfrom=1\nactivation=mish", at: 9)
    #expect(scaled.inputs == [.previous, .layer(1)])
    #expect(scaled.activation == .mish)
    #expect(!scaled.scaleWh)
  }

  @Test("[sam] takes layers of one shape")
  func samShape() throws {
    let layer = try SamLayer("[sam]\nfrom=-3", at: 9)
    let image = Shape.image(8, 5, 6)
    #expect(try layer.outputShape(for: [image, image]) == image)
    let fault = misfit(layer, image, .image(7, 5, 6))
    #expect(fault?.message == "needs a layer of 6×5×8")
    #expect(fault?.input == 1)
    #expect(misfit(layer, Shape(vectorOf: 8), image)?.input == 0)
  }

  @Test(
    "[scale_channels] takes a factor a channel, or with scale_wh a factor a pixel",
    arguments: [("", Shape.image(8, 1, 1)), ("scale_wh=1", .image(1, 5, 6))])
  func scaledShape(_ keys: String, _ factors: Shape) throws {
    let layer = try ScaleChannelsLayer("[scale_channels]\nfrom=2\n\(keys)", at: 9)
    let image = Shape.image(8, 5, 6)
    #expect(try layer.outputShape(for: [factors, image]) == image)
    for other in [Shape.image(8, 5, 6), .image(7, 1, 1), .image(1, 1, 1), Shape(vectorOf: 8)] {
      #expect(misfit(layer, other, image)?.input == 0)
    }
  }

  @Test("a misfit shows the factors that are needed")
  func message() {
    let text = net("[conv]\nfilters=4\n[avgpool]\n[conv]\nfilters=3\n[scale_channels]\nfrom=0")
    #expect(
      fault(of: text)?.description == """
        net.cfg:10: error: layer 3 [scale_channels] needs 1×1×4 factors for the 32×24×4 of layer \
        0, but layer 2 [convolutional] gives 1×1×3
        """)
  }

  @Test("'from' is one layer that comes before", arguments: ["from=0,1", "from=9", ""])
  func badFrom(_ key: String) {
    #expect(throws: CfgError.self) { try SamLayer("[sam]\n\(key)", at: 9) }
    #expect(throws: CfgError.self) { try ScaleChannelsLayer("[scale_channels]\n\(key)", at: 9) }
  }
}
