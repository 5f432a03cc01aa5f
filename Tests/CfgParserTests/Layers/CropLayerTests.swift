import CfgParser
import TestSupport
import Testing

@Suite("[crop]")
struct CropLayerTests {
  @Test("cuts to the size it says")
  func outputShape() throws {
    let layer = try CropLayer("[crop]\ncrop_height=12\ncrop_width=16\nflip=1\nangle=7")
    #expect(try layer.outputShape(for: [.image(3, 20, 28)]) == .image(3, 12, 16))
    #expect(!layer.noadjust)
    #expect(try CropLayer("[crop]\nnoadjust=1").noadjust)
  }

  @Test(
    "cannot enlarge", arguments: [Shape.image(3, 11, 16), .image(3, 12, 15), Shape(vectorOf: 900)])
  func misfits(_ input: Shape) throws {
    #expect(misfit(try CropLayer("[crop]\ncrop_height=12\ncrop_width=16"), input) != nil)
  }
}
