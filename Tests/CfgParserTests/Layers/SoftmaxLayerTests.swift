import CfgParser
import TestSupport
import Testing

@Suite("[softmax]")
struct SoftmaxLayerTests {
  @Test("gives a vector of as many values")
  func outputShape() throws {
    let layer = try SoftmaxLayer("[softmax]\ngroups=2\ntemperature=.5")
    #expect((layer.groups, layer.temperature) == (2, 0.5))
    #expect(try layer.outputShape(for: [.image(6, 2, 2)]) == Shape(vectorOf: 24))
    #expect(misfit(layer, Shape(vectorOf: 7)) != nil)
  }

  @Test("a temperature of 0 or below would divide by it", arguments: ["0", "-1", "nan"])
  func badTemperature(_ temperature: String) {
    let error = #expect(throws: CfgError.self) {
      try SoftmaxLayer("[softmax]\ntemperature=\(temperature)")
    }
    #expect(error?.code == .badValue)
  }

  @Test("a class tree is not supported yet")
  func tree() {
    let error = #expect(throws: CfgError.self) { try SoftmaxLayer("[softmax]\ntree=data/9k.tree") }
    #expect(error?.code == .unsupported)
  }

  @Test("'spatial' and 'noloss' mean nothing here")
  func accepted() throws {
    #expect(try SoftmaxLayer.warnings("[softmax]\nspatial=1\nnoloss=1").isEmpty)
  }
}
