import CfgParser
import TestSupport
import Testing

@Suite("[avgpool]")
struct AvgpoolLayerTests {
  @Test("leaves one pixel and needs an image")
  func outputShape() throws {
    let layer = try AvgpoolLayer("[avg]")
    #expect(try layer.outputShape(for: [.image(9, 14, 17)]) == .image(9, 1, 1))
    #expect(misfit(layer, Shape(vectorOf: 4)) != nil)
  }
}
