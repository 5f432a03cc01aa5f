import CfgParser
import TestSupport
import Testing

@Suite("[local_avgpool]")
struct LocalAvgpoolLayerTests {
  @Test("takes windows as [maxpool] does")
  func outputShape() throws {
    let layer = try LocalAvgpoolLayer("[local_avgpool]\nsize=3\nstride=2")
    #expect((layer.size, layer.strideX, layer.strideY, layer.padding) == (3, 2, 2, 2))
    #expect(try layer.outputShape(for: [.image(9, 14, 17)]) == .image(9, 7, 9))
    #expect(layer.sizeDescription(for: [.image(9, 14, 17)]) == "3×3/2")
  }

  @Test("has no blur, unlike [maxpool]")
  func noBlur() throws {
    let warnings = try LocalAvgpoolLayer.warnings("[local_avgpool]\nantialiasing=1")
    #expect(warnings.map(\.code) == [.unknownKey])
  }
}
