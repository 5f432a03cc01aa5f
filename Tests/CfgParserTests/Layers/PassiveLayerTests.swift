import CfgParser
import TestSupport
import Testing

@Suite("layers that compute nothing")
struct PassiveLayerTests {
  @Test(
    "[dropout] and [empty] keep the shape", arguments: [Shape.image(3, 4, 5), Shape(vectorOf: 9)])
  func identity(_ input: Shape) throws {
    #expect(try DropoutLayer("[dropout]\nprobability=.5").outputShape(for: [input]) == input)
    #expect(try EmptyLayer("[silence]").outputShape(for: [input]) == input)
  }

  @Test("[cost] gives a vector")
  func cost() throws {
    let layer = try CostLayer("[cost]\ntype=sse")
    #expect(try layer.outputShape(for: [.image(3, 4, 5)]) == Shape(vectorOf: 60))
  }
}
