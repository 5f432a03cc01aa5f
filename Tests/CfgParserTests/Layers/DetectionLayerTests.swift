import CfgParser
import TestSupport
import Testing

@Suite("[detection]")
struct DetectionLayerTests {
  @Test("every key reaches its property")
  func keys() throws {
    let layer = try DetectionLayer(
      "[detection]\nclasses=3\ncoords=4\nnum=2\nside=5\nsoftmax=1\nsqrt=1")
    #expect((layer.classes, layer.num, layer.side) == (3, 2, 5))
    #expect(layer.softmax && layer.sqrt)
  }

  @Test("defaults are darknet's")
  func defaults() throws {
    let layer = try DetectionLayer("[detection]\ncoords=4")
    #expect((layer.classes, layer.num, layer.side) == (1, 1, 7))
    #expect(!layer.softmax && !layer.sqrt)
    #expect(layer.nmsKind == .default)
  }

  @Test("gives a vector of side² · (num · (1 + coords) + classes) values, from whatever shape")
  func outputShape() throws {
    let layer = try DetectionLayer("[detection]\nclasses=20\ncoords=4\nnum=2\nside=7")
    #expect(try layer.outputShape(for: [Shape(vectorOf: 1470)]) == Shape(vectorOf: 1470))
    #expect(try layer.outputShape(for: [.image(30, 7, 7)]) == Shape(vectorOf: 1470))
    #expect(misfit(layer, Shape(vectorOf: 1471)) != nil)
  }

  @Test("a number of values that does not fit is shown as a sum")
  func message() {
    let text = net("[connected]\noutput=100\n[detection]\nclasses=20\ncoords=4\nnum=2\nside=7")
    #expect(
      fault(of: text)?.description == """
        net.cfg:7: error: layer 1 [detection] needs 1470 values (side 7² × (num 2 × (1 + \
        coords 4) + classes 20)), but layer 0 [connected] gives 1×1×100
        """)
  }

  @Test(
    "boxes have four numbers",
    arguments: [
      ("coords=5", "layer.cfg:2: error: 'coords=5'"),
      ("num=1", "layer.cfg:1: error: [detection] 'coords'"),
    ])
  func coords(_ key: String, _ start: String) {
    let error = #expect(throws: CfgError.self) { try DetectionLayer("[detection]\n\(key)") }
    #expect(
      error?.description == start + " has to be 4, x, y, width and height; it is 1 unless given")
  }

  @Test("refuses values out of range", arguments: ["classes=0", "num=0", "side=0", "sqrt=x"])
  func badValues(_ key: String) {
    let error = #expect(throws: CfgError.self) {
      try DetectionLayer("[detection]\n\(key)\ncoords=4")
    }
    #expect(error?.code == .badValue)
    #expect(error?.location.line == 2)
  }

  @Test("keys of training are accepted without a word")
  func trainingKeys() throws {
    let keys = "coords=4\nrescore=1\nobject_scale=1\njitter=.2\nforced=0\nreorg=1\nrandom=0"
    #expect(try DetectionLayer.warnings("[detection]\n\(keys)").isEmpty)
  }
}
