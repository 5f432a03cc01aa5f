import CfgParser
import TestSupport
import Testing

@Suite("[batchnorm]")
struct BatchnormLayerTests {
  @Test("AlexeyAB's files have biases first, the original's have none")
  func weightBlocks() throws {
    let layer = try BatchnormLayer("[batchnorm]")
    let names = { (dialect: WeightDialect) in
      layer.weightBlocks(for: [.image(5, 2, 2)], in: dialect).map(\.name)
    }
    #expect(names(.pjreddie) == ["scales", "rolling_mean", "rolling_variance"])
    #expect(names(.alexeyab) == ["biases", "scales", "rolling_mean", "rolling_variance"])
    #expect(layer.weightBlocks(for: [.image(5, 2, 2)], in: .pjreddie).allSatisfy { $0.count == 5 })
  }

  @Test("keeps the image, refuses vectors")
  func outputShape() throws {
    let layer = try BatchnormLayer("[batchnorm]")
    #expect(try layer.outputShape(for: [.image(5, 2, 3)]) == .image(5, 2, 3))
    #expect(misfit(layer, Shape(vectorOf: 5)) != nil)
  }
}
