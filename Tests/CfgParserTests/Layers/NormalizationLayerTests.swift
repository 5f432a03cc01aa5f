import CfgParser
import TestSupport
import Testing

@Suite("[normalization]")
struct NormalizationLayerTests {
  @Test("defaults are darknet's: five channels, alpha 0.0001, beta 0.75, kappa 1")
  func defaults() throws {
    let layer = try NormalizationLayer("[lrn]")
    #expect((layer.size, layer.alpha, layer.beta, layer.kappa) == (5, 0.0001, 0.75, 1))
  }

  @Test("every key reaches its property, and the shape stays")
  func keys() throws {
    let layer = try NormalizationLayer("[lrn]\nsize=4\nalpha=.05\nbeta=.5\nkappa=2")
    #expect((layer.size, layer.alpha, layer.beta, layer.kappa) == (4, 0.05, 0.5, 2))
    #expect(try layer.outputShape(for: [.image(3, 4, 5)]) == .image(3, 4, 5))
    #expect(misfit(layer, Shape(vectorOf: 9))?.message == "needs an image")
  }

  @Test("sums over no channel are refused", arguments: ["0", "-1", "x"])
  func badSize(_ size: String) {
    let error = #expect(throws: CfgError.self) { try NormalizationLayer("[lrn]\nsize=\(size)") }
    #expect(error?.code == .badValue)
  }
}
