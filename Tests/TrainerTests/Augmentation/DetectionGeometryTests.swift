import Engine
import Testing

@testable import Trainer

@Suite("geometry of a detector's images")
struct DetectionGeometryTests {
  private static let seeds = 0..<300

  private func draw(
    _ geometry: DetectionGeometry, _ image: Image, _ size: InputSize, seed: Int
  ) -> (sampling: ImageSampling, boxes: BoxPlacement) {
    var numbers = SeededNumbers(seed: 5, .example, number: seed)
    return geometry.draw(for: image, size: size, &numbers)
  }

  private func geometry(
    isCut: Bool, jitter: Float = 0, resize: Float = 1, letterBox: Bool = false
  ) -> DetectionGeometry {
    DetectionGeometry(isCut: isCut, jitter: jitter, resize: resize, letterBox: letterBox)
  }

  @Test("without jitter a picture of the input's size stays as it is", arguments: [true, false])
  func identity(isCut: Bool) throws {
    let image = try DrawnPictures.slope(width: 9, height: 9)
    let (sampling, boxes) = draw(
      geometry(isCut: isCut), image, InputSize(width: 9, height: 9), seed: 0)
    #expect(DrawnPictures.values(sampling, image) == DrawnPictures.planar(image))
    #expect(boxes.scale == .one && boxes.offset == .zero)
  }

  @Test("what is cut is stretched so that first and last pixels coincide")
  func cutStretches() throws {
    let image = try DrawnPictures.slope(width: 5, height: 3)
    let (sampling, _) = draw(
      geometry(isCut: true), image, InputSize(width: 9, height: 5), seed: 0)
    let values = DrawnPictures.values(sampling, image)
    for y in 0..<5 {
      for x in 0..<9 {
        #expect(abs(values[y * 9 + x] - Float(5 * x) / 255) < 1e-6)
        #expect(abs(values[45 + y * 9 + x] - Float(10 * y) / 255) < 1e-6)
      }
    }
  }

  @Test("a wide picture is placed over the whole width, on a gray field")
  func placedOnField() throws {
    let image = try DrawnPictures.slope(width: 8, height: 4)
    let (sampling, boxes) = draw(
      geometry(isCut: false), image, InputSize(width: 8, height: 8), seed: 1)
    #expect(sampling.columns == 0..<8)
    #expect(sampling.rows.count == 4)
    #expect(boxes.scale == SIMD2(1, 0.5))
    let values = DrawnPictures.values(sampling, image)
    for y in 0..<8 where !sampling.rows.contains(y) {
      #expect(values[y * 8..<y * 8 + 8].allSatisfy { $0 == 0.5 })
    }
    let first = sampling.rows.lowerBound * 8
    #expect(Array(values[first..<first + 8]) == (0..<8).map { Float(10 * $0) / 255 })
  }

  @Test("the aspect of a placed picture stays within what jitter allows, and comes near the ends")
  func placedRange() throws {
    let image = try DrawnPictures.slope(width: 10, height: 10)
    let aspects = Self.seeds.map { seed in
      let scale = draw(
        geometry(isCut: false, jitter: 0.2), image, InputSize(width: 16, height: 16), seed: seed
      ).boxes.scale
      return scale.x / scale.y
    }
    #expect(aspects.allSatisfy { $0 >= 0.8 / 1.2 - 1e-5 && $0 <= 1.2 / 0.8 + 1e-5 })
    #expect((aspects.min() ?? 1) < 0.75 && (aspects.max() ?? 1) > 1.35)
  }

  @Test("a placed picture lies inside the field, at its edges too")
  func placedInside() throws {
    let image = try DrawnPictures.slope(width: 10, height: 5)
    let places = Self.seeds.map {
      draw(geometry(isCut: false), image, InputSize(width: 20, height: 20), seed: $0).sampling.rows
    }
    #expect(places.allSatisfy { $0.lowerBound >= 0 && $0.upperBound <= 20 })
    #expect(Set(places.map(\.lowerBound)).isSuperset(of: 0...9))
  }

  @Test("a cut moves each edge by jitter at most, and comes near it")
  func cutRange() throws {
    let image = try DrawnPictures.slope(width: 20, height: 10)
    let size = InputSize(width: 16, height: 16)
    let cuts = Self.seeds.map {
      draw(geometry(isCut: true, jitter: 0.25), image, size, seed: $0)
    }
    let lefts = cuts.map(\.sampling.origin.x)
    #expect(lefts.allSatisfy { (-5...5).contains($0) && $0 == $0.rounded() })
    #expect((lefts.min() ?? 0) <= -4 && (lefts.max() ?? 0) >= 4)
    let parts = cuts.map { 1 / $0.boxes.scale.x }
    #expect(parts.allSatisfy { $0 >= 0.5 - 1e-5 && $0 <= 1.5 + 1e-5 })
  }

  @Test("resize=1.5 zooms from 2/3 to 1.5, and a factor below 1 shrinks only")
  func resizeRange() throws {
    let image = try DrawnPictures.slope(width: 24, height: 12)
    let size = InputSize(width: 16, height: 16)
    let both = Self.seeds.map {
      draw(geometry(isCut: true, resize: 1.5), image, size, seed: $0).boxes.scale.x
    }
    // Edges are whole pixels.
    #expect(both.allSatisfy { $0 > 0.66 && $0 <= 1.5 })
    #expect((both.min() ?? 1) < 0.75 && (both.max() ?? 1) > 1.3)
    let less = Self.seeds.map {
      draw(geometry(isCut: true, resize: 0.5), image, size, seed: $0).boxes.scale.x
    }
    #expect(less.allSatisfy { $0 > 0.49 && $0 <= 1 })
  }

  @Test("letter_box gives what is cut the aspect of the input")
  func letterBox() throws {
    let image = try DrawnPictures.slope(width: 20, height: 10)
    let (sampling, boxes) = draw(
      geometry(isCut: true, letterBox: true), image, InputSize(width: 16, height: 16), seed: 3)
    #expect(boxes.scale == SIMD2(1, 0.5) && boxes.offset == SIMD2(0, 0.25))
    #expect(sampling.origin == SIMD2(0, -5))
  }

  @Test("extreme jitter and factors give numbers", arguments: [Float(1e-30), 1e30, 1])
  func extremes(resize: Float) throws {
    let image = try DrawnPictures.slope(width: 3, height: 2)
    for seed in 0..<50 {
      for isCut in [true, false] {
        let geometry = geometry(isCut: isCut, jitter: 1, resize: resize, letterBox: true)
        let (sampling, _) = draw(geometry, image, InputSize(width: 4, height: 7), seed: seed)
        let values = DrawnPictures.values(sampling, image)
        #expect(values.allSatisfy { $0 >= 0 && $0 <= 1 })
      }
    }
  }
}
