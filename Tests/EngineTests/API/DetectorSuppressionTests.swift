import CfgParser
import Testing
import TestSupport

@testable import Engine

/// Which of two overlapping boxes a detector keeps.
///
/// Both are half as wide and high as the picture; σ(25) = 1 moves the weaker one by half a cell,
/// 1/8 of the picture. So they share 3/8 · 1/2 of 2 · 1/4 − 3/16: IoU 0.6. The centres are 1/8
/// apart in an enclosing box of 5/8 × 1/2, so d² / c² = 1/41: distance IoU is 0.6 − 0.1077 = 0.492
/// with the exponent 0.6, 0.6 − 0.4758 = 0.124 with 0.2.
@Suite("Detector, suppression")
struct DetectorSuppressionTests {
  /// Two boxes of these classes, 0.9 and 0.75 sure, with further keys in the section.
  private static func detector(
    _ keys: String = "", section: String = "yolo", classes: (Int, Int) = (0, 0)
  ) throws -> Detector {
    let scale: Float = section == "yolo" ? 1 : 8
    let anchor = "\(16 / scale),\(16 / scale)"
    let head = InventedHead(
      section: "[\(section)]\nnum=2\nanchors=\(anchor), \(anchor)\n\(keys)",
      anchors: [
        .init(classes: logits(InventedHead.nineTenths, of: classes.0)),
        .init(x: InventedHead.certain, classes: logits(InventedHead.threeQuarters, of: classes.1)),
      ])
    return try head.detector(in: TemporaryFolder())
  }

  private static func logits(_ logit: Float, of index: Int) -> [Float] {
    (0..<2).map { $0 == index ? logit : InventedHead.never }
  }

  private func count(_ detector: Detector, _ overlap: Float, _ kind: NmsKind? = nil) throws -> Int {
    let image = try Image.black(width: 32, height: 32, red: [(20..<21, 12..<13)])
    let settings = DetectionSettings(overlap: overlap, nmsKind: kind, resize: .stretch)
    return detector.detect(in: image, settings: settings).count
  }

  @Test(
    "IoU above the overlap drops the weaker box, at or below it keeps both",
    arguments: ["yolo", "region"])
  func overlap(_ section: String) throws {
    let detector = try Self.detector(section: section)
    #expect(try count(detector, 0.59) == 1)
    #expect(try count(detector, 0.61) == 2)
  }

  @Test("it is the weaker box that goes")
  func weaker() throws {
    let image = try Image.black(width: 32, height: 32, red: [(20..<21, 12..<13)])
    let found = try Self.detector().detect(in: image)
    #expect(found.count == 1)
    #expect(found.first?.box.x == 0.625)
    #expect(abs((found.first?.confidence ?? 0) - 0.9) < 1e-6)
  }

  @Test("boxes of unlike classes do not drop each other")
  func classes() throws {
    #expect(try count(try Self.detector(classes: (0, 1)), 0.1) == 2)
  }

  @Test(
    "the cfg says how overlap is measured",
    arguments: [
      ("", 0.599, 0.601), ("nms_kind=default", 0.599, 0.601),
      ("nms_kind=greedynms", 0.491, 0.493), ("nms_kind=diounms", 0.491, 0.493),
      ("nms_kind=diounms\nbeta_nms=0.2", 0.123, 0.125),
      ("nms_kind=greedynms\nbeta_nms=0.2", 0.491, 0.493),
    ])
  func kind(_ keys: String, _ below: Float, _ above: Float) throws {
    let detector = try Self.detector(keys)
    #expect(try count(detector, below) == 1)
    #expect(try count(detector, above) == 2)
  }

  @Test(
    "the settings go before the cfg", arguments: zip(NmsKind.allCases, [1, 2, 2, 1]))
  func settings(_ kind: NmsKind, _ expected: Int) throws {
    let overlap: Float = 0.55
    #expect(try count(try Self.detector("nms_kind=greedynms"), overlap, kind) == expected)
    #expect(try count(try Self.detector(), overlap, kind) == expected)
    #expect(try count(try Self.detector(section: "region"), overlap, kind) == expected)
  }

  @Test("an overlap of 1 drops nothing")
  func nothing() throws {
    #expect(try count(try Self.detector(), 1) == 2)
  }
}
