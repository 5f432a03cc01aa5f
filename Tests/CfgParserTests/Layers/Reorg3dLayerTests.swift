import CfgParser
import TestSupport
import Testing

@Suite("[reorg3d]")
struct Reorg3dLayerTests {
  @Test("any number of channels goes forward")
  func forward() throws {
    let layer = try Reorg3dLayer("[reorg3d]\nstride=2")
    #expect(try layer.outputShape(for: [.image(3, 4, 6)]) == .image(12, 2, 3))
    #expect(misfit(layer, .image(3, 5, 6)) != nil)
  }

  @Test("the reverse needs channels that stride⁴ divides")
  func reverse() throws {
    let layer = try Reorg3dLayer("[reorg3d]\nstride=2\nreverse=1")
    #expect(layer.reverse)
    #expect(try layer.outputShape(for: [.image(16, 4, 6)]) == .image(4, 8, 12))
    #expect(misfit(layer, .image(8, 4, 6))?.message == "needs channels that 16 divides")
  }
}
