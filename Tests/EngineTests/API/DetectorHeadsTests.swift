import CfgParser
import Foundation
import Testing
import TestSupport

@testable import Engine

/// What detectors give for the heads that have no grid to speak of in `DetectorTests`.
@Suite("Detector, further heads")
struct DetectorHeadsTests {
  /// Twice as wide as high, so that fitting it in shows.
  private static var image: Image {
    get throws { try .black(width: 16, height: 8, red: []) }
  }

  private static let tree = "animal -1\nthing -1\ndog 0\ncat 0\ncar 1\n"

  /// A detector of one box in a tree: an animal to 0.9, a dog to 0.54, an object to 0.75.
  private func treeDetector(
    _ compatibility: Compatibility = .recommended, labels: [String]? = nil
  ) throws -> Detector {
    let folder = try TemporaryFolder()
    try folder.write(Self.tree, as: "classes.tree")
    let values = [0, 0, 0, 0, log(3), log(0.9), log(0.1), log(0.6), log(0.4), 0].map(Float.init)
    let head = ConstantHead(
      section: "[region]\nanchors=.5,.5\nclasses=5\nsoftmax=1\ntree=classes.tree", values: values,
      compatibility: compatibility)
    return try Detector(head.plan(in: folder), labels: labels)
  }

  private func expect(
    _ found: [Detection], _ label: String, _ confidence: Float,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(found.map(\.label) == [label], sourceLocation: sourceLocation)
    #expect(
      Tolerance.exponential.firstMismatch(found.map(\.confidence), [confidence]) == nil,
      sourceLocation: sourceLocation)
  }

  @Test("[detection] gives confidence × class, in a picture that is stretched")
  func detection() throws {
    // Two classes, the confidence, and a box of square roots in the only cell.
    let head = ConstantHead(
      section: "[detection]\nclasses=2\ncoords=4\nnum=1\nside=1\nsqrt=1",
      values: [0.25, 0.75, 0.8, 0.5, 0.25, 0.5, -0.5])
    let detector = try Detector(head.plan(in: TemporaryFolder()), labels: ["cat", "dog"])
    #expect(detector.rules().resize == .stretch)
    let found = detector.detect(in: try Self.image)
    expect(found, "dog", 0.6)
    #expect(found.first?.box == BoundingBox(x: 0.5, y: 0.25, width: 0.25, height: 0.25))
  }

  @Test("[detection] with softmax compares exponentials")
  func detectionSoftmax() throws {
    let head = ConstantHead(
      section: "[detection]\nclasses=2\ncoords=4\nnum=1\nside=1\nsoftmax=1",
      values: [0, Float(log(3.0)), 0.8, 0.5, 0.25, 0.5, 0.5])
    let detector = try Detector(head.plan(in: TemporaryFolder()))
    expect(detector.detect(in: try Self.image), "class_1", 0.6)
  }

  @Test("[Gaussian_yolo] gives objectness × class × certainty, in a picture that is stretched")
  func gaussian() throws {
    // Uncertainties of 1/2 for width and height; σ(ln 3) = 3/4.
    let (none, three) = (Float(-30), Float(log(3.0)))
    let head = ConstantHead(
      section: "[Gaussian_yolo]\nanchors=4,2\nclasses=2",
      values: [0, none, 0, none, 0, 0, 0, 0, 30, none, three])
    let detector = try Detector(head.plan(in: TemporaryFolder()))
    #expect(detector.rules().resize == .stretch)
    let found = detector.detect(in: try Self.image)
    expect(found, "class_1", 0.75 * 0.75)
    #expect(found.first?.box == BoundingBox(x: 0.5, y: 0.5, width: 0.5, height: 0.25))
  }

  @Test("in a tree a box is called by the deepest class above the hierarchy threshold")
  func tree() throws {
    let detector = try treeDetector()
    let image = try Self.image
    expect(detector.detect(in: image), "animal", 0.75)
    expect(detector.detect(in: image, settings: .init(hierarchyThreshold: 0.4)), "dog", 0.75)
    #expect(detector.detect(in: image, threshold: 0.76) == [])
  }

  @Test("trees are read as the network's compatibility has it")
  func compatibility() throws {
    let image = try Self.image
    expect(try treeDetector(.pjreddie).detect(in: image), "animal", 0.75)
    expect(try treeDetector(.alexeyab).detect(in: image), "dog", 0.54)
  }

  @Test("classes are called as in their tree, unless there are labels")
  func labels() throws {
    #expect(try treeDetector().labels == ["animal", "thing", "dog", "cat", "car"])
    let detector = try treeDetector(labels: ["Tier"])
    #expect(detector.labels == ["Tier", "class_1", "class_2", "class_3", "class_4"])
    expect(detector.detect(in: try Self.image), "Tier", 0.75)
  }

  @Test("a map gives the scores of its classes, by their place in it and the network's labels")
  func map() throws {
    let map = try ClassMap(parsing: "4\n0\n2", file: "x.map")
    let found = try treeDetector().detect(
      in: Self.image, settings: .init(threshold: 0.3, classMap: map))
    #expect(found.map(\.classIndex) == [1, 2])
    #expect(found.map(\.label) == ["animal", "dog"])
    #expect(
      Tolerance.exponential.firstMismatch(found.map(\.confidence), [0.675, 0.405]) == nil)
  }

  @Test("a map means nothing to a network without a tree")
  func mapWithoutTree() throws {
    let head = ConstantHead(
      section: "[region]\nanchors=.5,.5\nclasses=2\nsoftmax=1", values: [0, 0, 0, 0, 30, 9, 0])
    let detector = try Detector(head.plan(in: TemporaryFolder()))
    let map = try ClassMap(parsing: "1", file: "x.map")
    let settings = DetectionSettings(classMap: map)
    #expect(
      try detector.detect(in: Self.image, settings: settings) == detector.detect(in: Self.image))
  }

  @Test(
    "without softmax classes are raw to AlexeyAB's fork and logistic to the others",
    arguments: zip(Compatibility.allCases, [0.75, 0.75, Float(log(3.0))]))
  func rawClasses(_ compatibility: Compatibility, _ confidence: Float) throws {
    let head = ConstantHead(
      section: "[region]\nanchors=.5,.5\nclasses=1",
      values: [0, 0, 0, 0, 30, Float(log(3.0))], compatibility: compatibility)
    let found = try Detector(head.plan(in: TemporaryFolder())).detect(in: Self.image)
    expect(found, "class_0", confidence)
  }

  @Test(
    "classfix=-1 drops boxes of an objectness below 0.5 in AlexeyAB's fork alone",
    arguments: zip(Compatibility.allCases, [1, 1, 0]))
  func classfix(_ compatibility: Compatibility, _ count: Int) throws {
    let head = ConstantHead(
      section: "[region]\nanchors=.5,.5\nclasses=1\nsoftmax=1\nclassfix=-1",
      values: [0, 0, 0, 0, -0.1, 0], compatibility: compatibility)
    let detector = try Detector(head.plan(in: TemporaryFolder()))
    let found = detector.detect(in: try Self.image, settings: .init(threshold: 0.25))
    #expect(found.count == count)
  }
}
