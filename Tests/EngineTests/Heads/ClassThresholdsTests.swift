import CfgParser
import Testing
import TestSupport

@testable import Engine

@Suite("ClassThresholds")
struct ClassThresholdsTests {
  /// animal (dog, cat) and thing (car).
  private static let tree = "animal -1\nthing -1\ndog 0\ncat 0\ncar 1\n"
  private static let none = Float.infinity

  /// The thresholds of five classes that may form a tree.
  private func thresholds(
    _ settings: DetectionSettings, isTree: Bool = false
  ) throws -> [Float] {
    let head = ConstantHead(
      section: "[region]\nanchors=.5,.5\nclasses=5\nsoftmax=1",
      values: [Float](repeating: 0, count: 10))
    let detector = try Detector(head.plan(in: TemporaryFolder()))
    let tree = try isTree ? ClassTree(parsing: Self.tree, file: "x.tree") : nil
    let thresholds = ClassThresholds(detector.rules(settings), tree: tree, classCount: 5)
    #expect(thresholds.least == (0..<5).map { thresholds[$0] }.min())
    return (0..<5).map { thresholds[$0] }
  }

  @Test("without wishes all classes have the threshold")
  func general() throws {
    #expect(try thresholds(.init(threshold: 0.4)) == [0.4, 0.4, 0.4, 0.4, 0.4])
  }

  @Test("a class may have a threshold of its own, above or below")
  func single() throws {
    let settings = DetectionSettings(threshold: 0.4, classThresholds: [1: 0.9, 3: 0.1, 77: 0])
    #expect(try thresholds(settings) == [0.4, 0.9, 0.4, 0.1, 0.4])
  }

  @Test("nothing is enough for a class that is not wanted, whatever its own threshold")
  func wanted() throws {
    let settings = DetectionSettings(
      threshold: 0.4, classThresholds: [0: 0.1, 2: 0.3], classes: [2, 4, -1, 77])
    #expect(try thresholds(settings) == [Self.none, Self.none, 0.3, Self.none, 0.4])
    #expect(try thresholds(.init(classes: [])) == [Float](repeating: Self.none, count: 5))
  }

  @Test("in a tree a class stands for those below it, the nearest threshold counts")
  func tree() throws {
    let settings = DetectionSettings(
      threshold: 0.4, classThresholds: [0: 0.6, 3: 0.2], classes: [0])
    #expect(try thresholds(settings, isTree: true) == [0.6, Self.none, 0.6, 0.2, Self.none])
    let leaf = DetectionSettings(threshold: 0.4, classes: [2])
    #expect(
      try thresholds(leaf, isTree: true) == [Self.none, Self.none, 0.4, Self.none, Self.none])
  }

  @Test("the numbers of a map stand for themselves, though the network has a tree")
  func map() throws {
    let tree = try ClassTree(parsing: Self.tree, file: "x.tree")
    let folder = try TemporaryFolder()
    try folder.write(Self.tree, as: "classes.tree")
    let head = ConstantHead(
      section: "[region]\nanchors=.5,.5\nclasses=5\nsoftmax=1\ntree=classes.tree",
      values: [Float](repeating: 0, count: 10))
    let detector = try Detector(head.plan(in: folder))
    let map = try ClassMap(parsing: "2\n0\n4", file: "x.map")
    let rules = detector.rules(
      DetectionSettings(threshold: 0.4, classThresholds: [0: 0.6], classes: [0], classMap: map))
    let thresholds = ClassThresholds(rules, tree: tree, classCount: 3)
    #expect((0..<4).map { thresholds[$0] } == [0.6, Self.none, Self.none, Self.none])
    #expect(detector.labels(of: rules) == ["dog", "animal", "car"])
  }
}
