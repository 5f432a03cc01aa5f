import CfgParser
import TestSupport
import Testing

@Suite("[Gaussian_yolo]")
struct GaussianYoloLayerTests {
  private let anchors = "anchors=10,13, 16,30, 33,23\nnum=3"

  @Test("every key reaches its property")
  func keys() throws {
    let layer = try GaussianYoloLayer(
      """
      [Gaussian_yolo]
      \(anchors)
      mask=2,0
      classes=3
      scale_x_y=1.05
      yolo_point=left_top
      nms_kind=cornersnms
      beta_nms=.5
      """)
    #expect((layer.classes, layer.num, layer.mask) == (3, 3, [2, 0]))
    #expect(layer.anchors == [10, 13, 16, 30, 33, 23])
    #expect((layer.scaleXY, layer.betaNms) == (1.05, 0.5))
    #expect((layer.yoloPoint, layer.nmsKind) == (.leftTop, .cornersnms))
  }

  @Test("defaults are darknet's")
  func defaults() throws {
    let layer = try GaussianYoloLayer("[Gaussian_yolo]\n\(anchors)")
    #expect((layer.classes, layer.mask) == (20, [0, 1, 2]))
    #expect((layer.scaleXY, layer.betaNms) == (1, 0.6))
    #expect((layer.yoloPoint, layer.nmsKind) == (.center, .default))
  }

  @Test("needs masks · (8 + 1 + classes) channels")
  func outputShape() throws {
    let layer = try GaussianYoloLayer("[Gaussian_yolo]\n\(anchors)\nmask=1,2\nclasses=3")
    #expect(try layer.outputShape(for: [.image(24, 5, 7)]) == .image(24, 5, 7))
    let fault = misfit(layer, .image(26, 5, 7))
    #expect(fault?.wantedChannels == 24)
    #expect(fault?.alternative == LayerFault.Setting("classes", 4))
    #expect(fault?.message == "needs 24 channels (masks 2 × (8 + 1 + classes 3))")
  }

  @Test("an unknown point is an error, an unknown suppression the default with a warning")
  func unknown() throws {
    let error = #expect(throws: CfgError.self) {
      try GaussianYoloLayer("[Gaussian_yolo]\n\(anchors)\nyolo_point=middle")
    }
    #expect(
      error?.message == """
        'yolo_point=middle' is not known; [Gaussian_yolo] takes center, left_top or right_bottom
        """)
    #expect(
      try GaussianYoloLayer.warnings("[Gaussian_yolo]\n\(anchors)\nnms_kind=x").map(\.message) == [
        "'nms_kind=x' is taken as nms_kind=default; [Gaussian_yolo] takes default, greedynms, "
          + "diounms or cornersnms"
      ])
  }

  @Test("messages about anchors name the section")
  func badAnchors() {
    let error = #expect(throws: CfgError.self) {
      try GaussianYoloLayer("[Gaussian_yolo]\nanchors=1,2,3\nnum=1")
    }
    #expect(
      error?.message.hasSuffix("has 3 numbers; [Gaussian_yolo] takes pairs of width and height")
        == true)
  }

  @Test("keys of training are accepted without a word, 'new_coords' is not one")
  func trainingKeys() throws {
    let keys = "uc_normalizer=1\niou_loss=giou\niou_thresh=0.2\njitter=.3\ntruth_thresh=1\nmax=90"
    #expect(try GaussianYoloLayer.warnings("[Gaussian_yolo]\n\(anchors)\n\(keys)").isEmpty)
    let warnings = try GaussianYoloLayer.warnings("[Gaussian_yolo]\n\(anchors)\nnew_coords=1")
    #expect(warnings.map(\.code) == [.unknownKey])
  }
}
