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

  @Test("a class tree is a file that nobody opens here; its groups go before 'groups'")
  func tree() throws {
    let layer = try SoftmaxLayer("[softmax]\ngroups=2\ntree=data/9k.tree")
    #expect(layer.tree?.path == "data/9k.tree")
    #expect(layer.tree?.location.line == 3)
    #expect(layer.classCount(for: [.image(3, 5, 1)]) == 15)
    #expect(try layer.outputShape(for: [.image(3, 5, 1)]) == Shape(vectorOf: 15))
    #expect(try SoftmaxLayer("[softmax]").tree == nil)
  }

  @Test("'spatial' and 'noloss' mean nothing here")
  func accepted() throws {
    #expect(try SoftmaxLayer.warnings("[softmax]\nspatial=1\nnoloss=1").isEmpty)
  }
}
