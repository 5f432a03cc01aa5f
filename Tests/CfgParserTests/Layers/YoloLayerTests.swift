import CfgParser
import TestSupport
import Testing

@Suite("[yolo]")
struct YoloLayerTests {
  private let anchors = "anchors=10,13, 16,30, 33,23\nnum=3"

  @Test("every key reaches its property")
  func keys() throws {
    let layer = try YoloLayer(
      """
      [yolo]
      \(anchors)
      mask=2,0
      classes=3
      scale_x_y=1.05
      new_coords=1
      nms_kind=diounms
      beta_nms=.5
      """)
    #expect((layer.classes, layer.num, layer.mask) == (3, 3, [2, 0]))
    #expect(layer.anchors == [10, 13, 16, 30, 33, 23])
    #expect((layer.scaleXY, layer.betaNms) == (1.05, 0.5))
    #expect(layer.newCoords)
    #expect(layer.nmsKind == .diounms)
  }

  @Test("defaults are darknet's, the mask being all anchors")
  func defaults() throws {
    let layer = try YoloLayer("[yolo]\n\(anchors)")
    #expect((layer.classes, layer.mask) == (20, [0, 1, 2]))
    #expect((layer.scaleXY, layer.betaNms) == (1, 0.6))
    #expect(!layer.newCoords)
    #expect(layer.nmsKind == .default)
  }

  @Test("needs masks · (4 + 1 + classes) channels")
  func outputShape() throws {
    let layer = try YoloLayer("[yolo]\n\(anchors)\nmask=1,2\nclasses=3")
    #expect(try layer.outputShape(for: [.image(16, 5, 7)]) == .image(16, 5, 7))
    #expect(misfit(layer, .image(24, 5, 7))?.alternative == LayerFault.Setting("classes", 7))
    #expect(misfit(layer, .image(24, 5, 7))?.wantedChannels == 16)
  }

  @Test("anchors listed beyond num count, and masks may name them")
  func moreAnchors() throws {
    let layer = try YoloLayer("[yolo]\nanchors=1,2,3,4,5,6\nnum=2\nmask=2")
    #expect(layer.anchors.count == 6)
    #expect(layer.mask == [2])
  }

  @Test("missing numbers are 0.5, with a warning")
  func fewerAnchors() throws {
    let text = "[yolo]\nanchors=1,2\nnum=2\nmask=1"
    #expect(try YoloLayer(text).anchors == [1, 2, 0.5, 0.5])
    #expect(
      try YoloLayer.warnings(text).map(\.description) == [
        """
        layer.cfg:2: warning: 'anchors' has 2 numbers, num=2 needs 4; the last 2 are taken as 0.5
        """
      ])
  }

  @Test(
    "masks name anchors there are, each once",
    arguments: [
      ("3", "names anchor 3"), ("-1", "names anchor -1"), ("0,1,0", "names anchor 0 twice"),
    ])
  func badMask(_ mask: String, _ message: String) {
    let error = #expect(throws: CfgError.self) { try YoloLayer("[yolo]\n\(anchors)\nmask=\(mask)") }
    #expect(error?.code == .badValue)
    #expect(error?.location.line == 4)
    #expect(error?.message.contains(message) == true)
  }

  @Test("half a pair of anchors beyond num is refused, and so are none")
  func badAnchors() {
    let odd = #expect(throws: CfgError.self) { try YoloLayer("[yolo]\nanchors=1,2,3\nnum=1") }
    #expect(odd?.code == .badValue)
    let none = #expect(throws: CfgError.self) { try YoloLayer("[yolo]\nnum=1") }
    #expect(none?.code == .missingKey)
  }

  @Test("an unknown suppression is the default, with a warning")
  func unknownSuppression() throws {
    let text = "[yolo]\n\(anchors)\nnms_kind=cornersnms"
    #expect(try YoloLayer(text).nmsKind == .default)
    #expect(
      try YoloLayer.warnings(text).map(\.message) == [
        "'nms_kind=cornersnms' is taken as nms_kind=default; [yolo] takes default, greedynms or diounms"
      ])
  }

  @Test(
    "keys of AlexeyAB's fork are told from the original's",
    arguments: [
      ("scale_x_y=1", true), ("nms_kind=default", true), ("iou_loss=ciou", true),
      ("resize=1.5", true),
      ("max=200", false), ("map=x", false), ("jitter=.3\nignore_thresh=.7\ntruth_thresh=1", false),
      ("random=1", false), ("unheard_of=1", false),
    ])
  func extendedKeys(_ keys: String, _ expected: Bool) throws {
    #expect(try YoloLayer("[yolo]\n\(anchors)\n\(keys)").hasExtendedKeys == expected)
  }

  @Test("keys of training are accepted without a word")
  func trainingKeys() throws {
    let keys = "max_delta=5\nuc_normalizer=1\nbeta1=.6\nembedding_layer=3\nmap=x"
    #expect(try YoloLayer.warnings("[yolo]\n\(anchors)\n\(keys)").isEmpty)
  }
}
