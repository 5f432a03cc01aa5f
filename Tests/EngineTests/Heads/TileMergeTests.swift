import CfgParser
import TestSupport
import Testing

@testable import Engine

/// A picture of two tiles: the left one sees 0…0.6 of it, the right one 0.4…1.
@Suite("TileMerge")
struct TileMergeTests {
  private static let left = Region(left: 0, top: 0, right: 0.6, bottom: 1)
  private static let right = Region(left: 0.4, top: 0, right: 1, bottom: 1)
  private static let whole = Region(left: 0, top: 0, right: 1, bottom: 1)
  /// Shares go from picture to tile and back.
  private static let tolerance: Float = 1e-5

  /// What a pass sees between these columns, as high as half the picture.
  private func sighting(
    _ view: Region, _ columns: ClosedRange<Float>, _ confidence: Float, class index: Int = 0
  ) throws -> Sighting {
    let (low, high) = (
      (columns.lowerBound - view.left) / view.width, (columns.upperBound - view.left) / view.width
    )
    let box = try #require(BoundingBox(left: low, top: 0.25, right: high, bottom: 0.75))
    return Sighting(box, [.init(classIndex: index, confidence: confidence)], in: view)
  }

  /// The columns, confidences and classes that remain, from left to right.
  private func merged(_ sightings: [Sighting]) -> [(left: Float, right: Float, confidence: Float)] {
    TileMerge(NonMaximumSuppression()).merged(sightings)
      .map { ($0.box.left, $0.box.right, $0.confidence) }
      .sorted { $0.left < $1.left }
  }

  @Test("an object that both tiles see whole is reported once, by the more confident")
  func both() throws {
    let found = merged([
      try sighting(Self.left, 0.45...0.55, 0.8), try sighting(Self.right, 0.45...0.551, 0.9),
    ])
    #expect(found.count == 1)
    #expect(found.first?.confidence == 0.9)
  }

  @Test("objects that only one tile sees all stay")
  func apart() throws {
    let found = merged([
      try sighting(Self.left, 0.1...0.2, 0.8), try sighting(Self.right, 0.8...0.9, 0.9),
      try sighting(Self.whole, 0.3...0.35, 0.9),
    ])
    #expect(found.count == 3)
  }

  @Test("a part gives way to the whole, however sure it is and whatever it takes it for")
  func part() throws {
    // A third of the object is in the left tile: as boxes the two hardly overlap.
    for index in [0, 1] {
      let found = merged([
        try sighting(Self.left, 0.55...0.6, 0.99, class: index),
        try sighting(Self.right, 0.55...0.7, 0.5),
      ])
      #expect(found.count == 1)
      #expect(abs((found.first?.right ?? 0) - 0.7) < Self.tolerance)
    }
  }

  @Test("a part gives way to what the pass over the whole picture sees")
  func partOfLarge() throws {
    let found = merged([
      try sighting(Self.left, 0.1...0.6, 0.9), try sighting(Self.right, 0.4...0.9, 0.9),
      try sighting(Self.whole, 0.1...0.9, 0.5),
    ])
    #expect(found.count == 1)
    #expect(found.first?.confidence == 0.5)
  }

  @Test("two parts of an object that nothing sees whole become one, with the box around both")
  func twoParts() throws {
    let found = merged([
      try sighting(Self.left, 0.2...0.6, 0.7), try sighting(Self.right, 0.4...0.8, 0.8),
    ])
    #expect(found.count == 1)
    let box = try #require(found.first)
    #expect(abs(box.left - 0.2) < Self.tolerance)
    #expect(abs(box.right - 0.8) < Self.tolerance)
    #expect(box.confidence == 0.8)
  }

  @Test("parts of different classes, and parts that do not meet, stay apart")
  func differentParts() throws {
    let classes = merged([
      try sighting(Self.left, 0.1...0.6, 0.7), try sighting(Self.right, 0.4...0.9, 0.8, class: 1),
    ])
    #expect(classes.count == 2)
    let places = merged([
      try sighting(Self.left, 0.57...0.6, 0.7), try sighting(Self.right, 0.4...0.43, 0.8),
    ])
    #expect(places.count == 2)
  }

  @Test("what two passes take for different things is what the more confident takes it for")
  func differentClasses() throws {
    let found = merged([
      try sighting(Self.whole, 0.45...0.55, 0.6, class: 1),
      try sighting(Self.right, 0.45...0.55, 0.9, class: 0),
    ])
    #expect(found.map(\.confidence) == [0.9])
  }

  @Test("boxes of different passes need overlap less than those of one pass to be one object")
  func looseOverlap() throws {
    // IoU 0.4: below 0.45, above two thirds of it.
    let boxes: [ClosedRange<Float>] = [0.1...0.17, 0.13...0.2]
    let apart = merged([
      try sighting(Self.left, boxes[0], 0.9), try sighting(Self.left, boxes[1], 0.8),
    ])
    #expect(apart.count == 2)
    let same = merged([
      try sighting(Self.left, boxes[0], 0.9), try sighting(Self.whole, boxes[1], 0.8),
    ])
    #expect(same.map(\.confidence) == [0.9])
  }

  @Test("a part that nothing explains stays")
  func lonePart() throws {
    #expect(merged([try sighting(Self.left, 0.5...0.6, 0.7)]).count == 1)
  }

  @Test("edges of the picture cut nothing")
  func pictureEdge() throws {
    let first = try sighting(Self.left, 0...0.1, 0.9)
    let last = try sighting(Self.right, 0.9...1, 0.9)
    #expect(!first.isCut && !last.isCut)
    let cut = try sighting(Self.left, 0.5...0.595, 0.9)
    #expect(cut.isCut)
  }

  @Test("all classes of a box stay together")
  func classes() throws {
    let box = BoundingBox(x: 0.5, y: 0.5, width: 0.1, height: 0.1)
    let scores = [
      Candidates.Score(classIndex: 0, confidence: 0.6), .init(classIndex: 3, confidence: 0.5),
    ]
    let kept = TileMerge(NonMaximumSuppression()).merged([Sighting(box, scores, in: Self.whole)])
    #expect(kept.map(\.classIndex) == [0, 3])
    #expect(Set(kept.map(\.candidate)).count == 1)
  }
}
