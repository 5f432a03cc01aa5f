import CfgParser
import TestSupport
import Testing

@testable import Engine

/// Tiles of the input's size leave every pixel where the invented head looks at it: in a picture of
/// 64 × 32 its tiles are the two halves.
@Suite("Detector, tiling")
struct DetectorTilingTests {
  private static let head = InventedHead(
    section: "[region]\nnum=1\nanchors=1,1\nsoftmax=1", anchors: [.init(classes: [0])])
  private static let tiling = Tiling(.network, overlap: 0)
  private let detector: Detector

  init() throws { detector = try Self.head.detector(in: TemporaryFolder()) }

  /// One red pixel, where a cell of the right tile looks: column 2, row 1, of 8 pixels each.
  private var picture: Image {
    get throws { try .black(width: 64, height: 32, red: [(52..<53, 12..<13)]) }
  }

  @Test("an object that a smaller picture loses is found, where it is, and once")
  func small() throws {
    #expect(detector.detect(in: try picture).isEmpty)
    let found = detector.detect(in: try picture, tiling: Self.tiling)
    #expect(found.count == 1)
    // The centre of cell (2, 1) of the right tile, as wide as a cell.
    let box = try #require(found.first).box
    #expect(box == BoundingBox(x: 52.0 / 64, y: 12.0 / 32, width: 8.0 / 64, height: 8.0 / 32))
  }

  @Test("an array is looked at in the same way")
  func array() throws {
    let image = try picture
    let planes = (0..<3).flatMap { channel in
      (0..<image.pixelCount).map { Float(image.pixels[3 * $0 + channel]) / 255 }
    }
    let array = try PictureArray(channels: 3, height: 32, width: 64, values: planes)
    #expect(
      try detector.detect(in: array, tiling: Self.tiling)
        == detector.detect(in: image, tiling: Self.tiling))
  }

  @Test("without tiles, or with a single one, it is the plain call")
  func plain() throws {
    let image = try Image.black(width: 32, height: 32, red: [(20..<21, 12..<13)])
    let plain = detector.detect(in: image)
    #expect(plain.count == 1)
    #expect(detector.detect(in: image, tiling: nil) == plain)
    #expect(detector.detect(in: image, tiling: Self.tiling) == plain)
  }

  @Test("the passes can be counted beforehand")
  func count() throws {
    let count = Self.tiling.passCount(forWidth: 64, height: 32, in: detector.network)
    #expect(count == 3)
  }
}
