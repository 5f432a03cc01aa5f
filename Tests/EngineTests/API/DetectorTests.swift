import CfgParser
import Testing
import TestSupport

@testable import Engine

/// Detections of invented objects, computed by hand.
///
/// The object is in column 2, row 1 of 4 × 4 cells. With σ(0) = 1/2 and σ(ln 3) = 3/4 its box has
/// the centre (2.5, 1.75) in cells: 0.625 and 0.4375 of the input. The anchor is 1 × 1/2 cells, the
/// width is doubled: 0.5 and 0.125 of the input.
@Suite("Detector")
struct DetectorTests {
  private static let log2 = Float(0.693147180559945)

  private static let region = InventedHead(
    section: "[region]\nnum=1\nanchors=1,.5\nsoftmax=1",
    anchors: [
      .init(y: InventedHead.threeQuarters, width: log2, classes: [0, InventedHead.threeQuarters])
    ])

  private static let yolo = InventedHead(
    section: "[yolo]\nnum=1\nanchors=8,4",
    anchors: [
      .init(
        y: InventedHead.threeQuarters, width: log2,
        classes: [InventedHead.never, InventedHead.threeQuarters])
    ])

  /// A picture, how it is fitted, and where the object's box must be.
  struct Scene: Sendable, CustomTestStringConvertible {
    let width: Int
    let height: Int
    /// What shows in the pixel that the convolution looks at.
    let columns: Range<Int>
    let rows: Range<Int>
    let resize: ResizeMode
    let box: BoundingBox

    var testDescription: String { "\(width)×\(height), \(resize)" }
    var image: Image {
      get throws { try .black(width: width, height: height, red: [(columns, rows)]) }
    }
  }

  static let scenes = [
    // As large as the input: nothing moves.
    Scene(
      width: 32, height: 32, columns: 20..<21, rows: 12..<13, resize: .stretch,
      box: BoundingBox(x: 0.625, y: 0.4375, width: 0.5, height: 0.125)),
    // 64×32 becomes 32×16 in the middle: y = (0.4375 − 1/4) · 2, the height doubles.
    Scene(
      width: 64, height: 32, columns: 38..<44, rows: 7..<11, resize: .letterbox,
      box: BoundingBox(x: 0.625, y: 0.375, width: 0.5, height: 0.25)),
    // 32×64 becomes 16×32: x = (0.625 − 1/4) · 2, the width doubles.
    Scene(
      width: 32, height: 64, columns: 23..<27, rows: 22..<28, resize: .letterbox,
      box: BoundingBox(x: 0.75, y: 0.4375, width: 1, height: 0.125)),
    // Stretched, shares of the input are shares of the picture.
    Scene(
      width: 64, height: 32, columns: 38..<44, rows: 11..<14, resize: .stretch,
      box: BoundingBox(x: 0.625, y: 0.4375, width: 0.5, height: 0.125)),
    Scene(
      width: 16, height: 48, columns: 9..<12, rows: 16..<21, resize: .stretch,
      box: BoundingBox(x: 0.625, y: 0.4375, width: 0.5, height: 0.125)),
  ]

  @Test("finds the object of a [region] head where it is", arguments: scenes)
  func region(_ scene: Scene) throws {
    try expectOne(Self.region, scene)
  }

  @Test("finds the object of a [yolo] head where it is", arguments: scenes)
  func yolo(_ scene: Scene) throws {
    try expectOne(Self.yolo, scene)
  }

  private func expectOne(_ head: InventedHead, _ scene: Scene) throws {
    let detector = try head.detector(in: TemporaryFolder(), names: ["cat", "dog"])
    let found = detector.detect(
      in: try scene.image, settings: .init(threshold: 0.3, resize: scene.resize))
    #expect(found.map(\.label) == ["dog"])
    #expect(found.map(\.classIndex) == [1])
    let detection = try #require(found.first)
    #expect(detection.confidence.isNear(0.75))
    #expect(detection.box.isNear(scene.box), "\(detection.box)")
  }

  @Test("reports every class of a box above the threshold, and none at or below it")
  func threshold() throws {
    let detector = try Self.region.detector(in: TemporaryFolder())
    let image = try Self.scenes[0].image
    func classes(_ threshold: Float) -> [Int] {
      detector.detect(in: image, threshold: threshold).map(\.classIndex)
    }
    #expect(classes(0.2) == [1, 0])
    #expect(classes(0.3) == [1])
    #expect(classes(0.7499) == [1])
    #expect(classes(0.7501) == [])
  }

  @Test("finds nothing where there is nothing")
  func black() throws {
    let image = try Image.black(width: 48, height: 20, red: [])
    for head in [Self.region, Self.yolo] {
      #expect(try head.detector(in: TemporaryFolder()).detect(in: image) == [])
    }
  }

  @Test("finds the object in a gray picture as in a coloured one")
  func gray() throws {
    let scene = Self.scenes[0]
    let coloured = try scene.image
    let gray = try Image(
      width: scene.width, height: scene.height, channels: 1,
      pixels: (0..<coloured.pixelCount).map { coloured.pixels[3 * $0] })
    let detector = try Self.yolo.detector(in: TemporaryFolder())
    #expect(detector.detect(in: gray) == detector.detect(in: coloured))
    #expect(detector.detect(in: gray).count == 1)
  }

  @Test("the most confident comes first, whatever its class and place")
  func sorted() throws {
    var head = Self.yolo
    head.section = "[yolo]\nnum=3\nanchors=2,2, 4,4, 2,8"
    head.anchors = [0, InventedHead.nineTenths, InventedHead.threeQuarters].enumerated().map {
      var classes = [InventedHead.never, InventedHead.never, InventedHead.never]
      classes[$0] = $1
      return .init(classes: classes)
    }
    let detector = try head.detector(in: TemporaryFolder())
    let found = detector.detect(in: try Self.scenes[0].image)
    #expect(found.map(\.classIndex) == [1, 2, 0])
    #expect(zip(found.map(\.confidence), [0.9, 0.75, 0.5]).allSatisfy { $0.isNear($1) })
  }

  @Test("a class without a name is called by its number, a name without a class is ignored")
  func labels() throws {
    let none = try Self.yolo.detector(in: TemporaryFolder())
    #expect(none.labels == ["class_0", "class_1"])
    #expect(none.detect(in: try Self.scenes[0].image).map(\.label) == ["class_1"])
    let one = try Self.yolo.detector(in: TemporaryFolder(), names: ["cat"])
    #expect(one.labels == ["cat", "class_1"])
    let three = try Self.yolo.detector(in: TemporaryFolder(), names: ["cat", "dog", "cow"])
    #expect(three.labels == ["cat", "dog"])
  }

  @Test("fits pictures as the network was published with, unless the settings say otherwise")
  func resizeMode() throws {
    let detector = try Self.region.detector(in: TemporaryFolder())
    #expect(detector.rules().resize == .letterbox)
    #expect(detector.rules(.init(resize: .stretch)).resize == .stretch)
    let scene = Self.scenes[1]
    let (published, fitted) = try (
      detector.detect(in: scene.image),
      detector.detect(in: scene.image, settings: .init(resize: .letterbox))
    )
    #expect(published == fitted)
  }
}

extension Float {
  /// Whether the value is `expected` but for the rounding of a few exponentials.
  fileprivate func isNear(_ expected: Float) -> Bool {
    Tolerance.exponential.firstMismatch([self], [expected]) == nil
  }
}

extension BoundingBox {
  /// Whether all four numbers are `expected` but for the rounding of a few exponentials.
  fileprivate func isNear(_ expected: BoundingBox) -> Bool {
    x.isNear(expected.x) && y.isNear(expected.y) && width.isNear(expected.width)
      && height.isNear(expected.height)
  }
}
