import Engine
import Testing

@testable import Trainer

@Suite("geometry of a classifier's images")
struct ClassifierGeometryTests {
  private func draw(
    angle: Float = 0, aspect: Float = 1, crops: ClosedRange<Int>, isCentered: Bool = false,
    _ image: Image, side: Int, number: Int = 0
  ) -> ImageSampling {
    var numbers = SeededNumbers(seed: 2, .example, number: number)
    return ClassifierGeometry(angle: angle, aspect: aspect, crops: crops, isCentered: isCentered)
      .draw(for: image, size: InputSize(width: side, height: side), &numbers)
  }

  @Test("a crop of the picture's own size is the picture")
  func identity() throws {
    let image = try DrawnPictures.slope(width: 8, height: 8)
    let sampling = draw(crops: 8...8, image, side: 8)
    #expect(DrawnPictures.values(sampling, image) == DrawnPictures.planar(image))
  }

  @Test("crops lie inside the picture, and reach its edges")
  func inside() throws {
    let image = try DrawnPictures.slope(width: 16, height: 8)
    let lefts = (0..<300).map { draw(crops: 8...8, image, side: 8, number: $0).origin.x }
    #expect(lefts.allSatisfy { (-1e-4...8.0001).contains($0) })
    #expect((lefts.min() ?? 4) < 0.3 && (lefts.max() ?? 4) > 7.7)
  }

  @Test("the shorter side is from min_crop to max_crop, both included")
  func crops() throws {
    let image = try DrawnPictures.slope(width: 8, height: 8)
    let sides = (0..<200).map {
      Int((8 / draw(crops: 8...12, image, side: 8, number: $0).across.x).rounded())
    }
    #expect(Set(sides) == Set(8...12))
  }

  @Test("the picture is turned by angle at most, around the middle of the crop")
  func angle() throws {
    let image = try DrawnPictures.slope(width: 8, height: 8)
    let turns = (0..<300).map { number in
      let sampling = draw(angle: 30, crops: 8...8, image, side: 8, number: number)
      let middle = sampling.origin + 4 * sampling.across + 4 * sampling.down
      #expect(abs(middle.x - 4) < 1e-4 && abs(middle.y - 4) < 1e-4)
      return sampling.across.y / sampling.across.x
    }
    // tan 30° is 0.5774.
    #expect(turns.allSatisfy { abs($0) < 0.5775 })
    #expect((turns.min() ?? 0) < -0.5 && (turns.max() ?? 0) > 0.5)
  }

  @Test("the middle square is taken as it is")
  func centered() throws {
    let image = try DrawnPictures.slope(width: 12, height: 6)
    let sampling = draw(angle: 40, crops: 8...30, isCentered: true, image, side: 6)
    let values = DrawnPictures.values(sampling, image)
    #expect(Array(values[0..<6]) == (3..<9).map { Float(10 * $0) / 255 })
  }
}
