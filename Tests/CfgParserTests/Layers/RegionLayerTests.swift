import CfgParser
import TestSupport
import Testing

@Suite("[region]")
struct RegionLayerTests {
  private let anchors = "anchors=1,2, 3,4\nnum=2"

  @Test("every key reaches its property")
  func keys() throws {
    let layer = try RegionLayer(
      "[region]\n\(anchors)\nclasses=3\ncoords=5\nsoftmax=1\nbackground=1\nclassfix=-1")
    #expect((layer.classes, layer.coords, layer.num) == (3, 5, 2))
    #expect(layer.anchors == [1, 2, 3, 4])
    #expect(layer.softmax && layer.background)
    #expect(layer.classfix == -1)
  }

  @Test("defaults are darknet's")
  func defaults() throws {
    let layer = try RegionLayer("[region]\nanchors=1,2")
    #expect((layer.classes, layer.coords, layer.num, layer.classfix) == (20, 4, 1, 0))
    #expect(!layer.softmax && !layer.background)
  }

  @Test("needs num · (coords + 1 + classes) channels")
  func outputShape() throws {
    let layer = try RegionLayer("[region]\n\(anchors)\nclasses=3")
    #expect(try layer.outputShape(for: [.image(16, 5, 7)]) == .image(16, 5, 7))
    let fault = misfit(layer, .image(20, 5, 7))
    #expect(fault?.wantedChannels == 16)
    #expect(fault?.alternative == LayerFault.Setting("classes", 5))
    #expect(misfit(layer, .image(10, 5, 7))?.alternative == nil)
    #expect(misfit(layer, .image(17, 5, 7))?.alternative == nil)
    #expect(misfit(layer, Shape(vectorOf: 16)) != nil)
  }

  @Test(
    "anchors are two numbers a box, all there",
    arguments: [
      "anchors=1,2\nnum=2", "anchors=1,2,3\nnum=1", "anchors=1,nan\nnum=1", "anchors=\nnum=1",
    ])
  func badAnchors(_ keys: String) {
    let error = #expect(throws: CfgError.self) { try RegionLayer("[region]\n\(keys)") }
    #expect(error?.code == .badValue)
    #expect(error?.location.line == 2)
  }

  @Test("missing anchors are a missing key")
  func missingAnchors() {
    let error = #expect(throws: CfgError.self) { try RegionLayer("[region]\nnum=2") }
    #expect(
      error?.message
        == "[region] lacks the key 'anchors'; it takes 4 numbers, width and height for num=2")
  }

  @Test("of more anchors the first count, with a warning")
  func moreAnchors() throws {
    let text = "[region]\nanchors=1,2,3,4\nnum=1"
    #expect(try RegionLayer(text).anchors == [1, 2])
    #expect(try RegionLayer.warnings(text).map(\.location.line) == [2])
  }

  @Test("a tree is a file that nobody opens here; a map is for training")
  func tree() throws {
    let text = "[region]\n\(anchors)\nclasses=3\ntree=data/9k.tree\nmap=data/coco9k.map"
    let layer = try RegionLayer(text)
    #expect(layer.tree?.path == "data/9k.tree")
    #expect(layer.tree?.location.line == 5)
    #expect(layer.classCount(for: [.image(16, 5, 7)]) == 3)
    #expect(try RegionLayer("[region]\n\(anchors)").tree == nil)
    #expect(try RegionLayer.warnings(text) == [])
  }

  @Test(
    "AlexeyAB's fork does not know 'background'",
    arguments: zip(Compatibility.allCases, [true, true, false]))
  func background(_ compatibility: Compatibility, _ isKnown: Bool) throws {
    let text = "[region]\n\(anchors)\nbackground=1"
    #expect(try RegionLayer(text, compatibility: compatibility).background == isKnown)
    let warnings = try RegionLayer.warnings(text, compatibility: compatibility)
    #expect(warnings.map(\.code) == (isKnown ? [] : [.unknownKey]))
  }

  @Test(
    "refuses values out of range",
    arguments: ["classes=0", "classes=1000000000", "num=0", "coords=3", "softmax=x"])
  func badValues(_ key: String) {
    let error = #expect(throws: CfgError.self) {
      try RegionLayer("[region]\n\(key)\nanchors=1,2,3,4")
    }
    #expect(error?.code == .badValue)
  }
}
