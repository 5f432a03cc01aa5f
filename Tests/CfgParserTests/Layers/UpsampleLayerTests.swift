import CfgParser
import TestSupport
import Testing

@Suite("[upsample]")
struct UpsampleLayerTests {
  @Test("doubles height and width by default and keeps the channels")
  func outputShape() throws {
    let layer = try UpsampleLayer("[upsample]")
    #expect(try layer.outputShape(for: [.image(3, 4, 5)]) == .image(3, 8, 10))
    #expect(layer.scale == 1)
    #expect(layer.sizeDescription(for: []) == "×2")
  }

  @Test("a negative stride divides, rounded down")
  func down() throws {
    let layer = try UpsampleLayer("[upsample]\nstride=-2\nscale=.25")
    #expect(try layer.outputShape(for: [.image(3, 4, 5)]) == .image(3, 2, 2))
    #expect(layer.scale == 0.25)
    #expect(misfit(layer, .image(3, 1, 5))?.message == "needs at least 2×2 pixels")
  }

  @Test("refuses a stride that is not an integer other than 0", arguments: ["0", "two", "65"])
  func badStride(_ stride: String) {
    let error = #expect(throws: CfgError.self) { try UpsampleLayer("[upsample]\nstride=\(stride)") }
    #expect(error?.code == .badValue)
    #expect(error?.location.line == 2)
  }
}
