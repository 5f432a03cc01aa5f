import CfgParser
import Foundation
import Testing
import TestSupport

@testable import Engine

/// Which of the objects that a network sees are reported: thresholds by class, chosen classes, the
/// most confident only, one class a box.
@Suite("Detector, selection")
struct DetectorSelectionTests {
  private static let logits = [
    InventedHead.nineTenths, InventedHead.threeQuarters, InventedHead.threeHalves,
  ]

  /// An object that is of class 0 to 0.9, of class 1 to 0.75 and of class 2 to 0.6, and one
  /// to the right of it, which only touches it, of class 2 to 0.9.
  private func detector() throws -> Detector {
    let head = InventedHead(
      section: "[yolo]\nnum=2\nanchors=4,4, 4,4",
      anchors: [
        .init(classes: Self.logits),
        .init(
          x: InventedHead.certain, classes: [InventedHead.never, InventedHead.never, 2.197_224_6]),
      ])
    return try head.detector(in: TemporaryFolder(), names: ["cat", "dog", "car"])
  }

  private func found(
    _ settings: DetectionSettings, in detector: Detector? = nil
  ) throws -> [String] {
    let image = try Image.black(width: 32, height: 32, red: [(20..<21, 12..<13)])
    return try (detector ?? self.detector()).detect(in: image, settings: settings).map {
      "\($0.label) \((100 * $0.confidence).rounded())"
    }
  }

  @Test("without wishes every class of every box is there")
  func all() throws {
    #expect(try found(.init()) == ["car 90.0", "cat 90.0", "dog 75.0", "car 60.0"])
  }

  @Test(
    "classes have thresholds of their own, above and below the others'",
    arguments: [
      ([0: 0.95], 0.25, ["car 90.0", "dog 75.0", "car 60.0"]),
      ([2: 0.7], 0.25, ["car 90.0", "cat 90.0", "dog 75.0"]),
      ([1: 0.7], 0.8, ["car 90.0", "cat 90.0", "dog 75.0"]),
      ([1: 0.76], 0.8, ["car 90.0", "cat 90.0"]),
    ] as [([Int: Float], Float, [String])])
  func thresholds(_ own: [Int: Float], _ threshold: Float, _ expected: [String]) throws {
    #expect(try found(.init(threshold: threshold, classThresholds: own)) == expected)
  }

  @Test(
    "only the chosen classes are there",
    arguments: [
      ([1], ["dog 75.0"]), ([0, 2], ["car 90.0", "cat 90.0", "car 60.0"]), ([], []), ([9], []),
    ] as [(Set<Int>, [String])])
  func classes(_ classes: Set<Int>, _ expected: [String]) throws {
    #expect(try found(.init(classes: classes)) == expected)
  }

  @Test("of many the most confident stay, of equals the first; a negative number is none")
  func most() throws {
    #expect(try found(.init(maximumCount: 3)) == ["car 90.0", "cat 90.0", "dog 75.0"])
    #expect(try found(.init(maximumCount: 1)).count == 1)
    #expect(try found(.init(maximumCount: 77)).count == 4)
    #expect(try found(.init(maximumCount: -1)) == [])
  }

  @Test("the order is that of all, whichever stay", arguments: DetectionOrder.allCases)
  func mostInOrder(_ order: DetectionOrder) throws {
    let all = try found(.init(order: order))
    let best = try found(.init(maximumCount: 3, order: order))
    #expect(best == all.filter { $0 != "car 60.0" })
  }

  @Test("class-agnostic suppression leaves a box its best class, and other boxes theirs")
  func agnostic() throws {
    #expect(try found(.init(isClassAgnostic: true)) == ["car 90.0", "cat 90.0"])
    #expect(try found(.init(overlap: 1, isClassAgnostic: true)) == ["car 90.0", "cat 90.0"])
  }

  @Test("a class that is not wanted suppresses nothing")
  func agnosticAmongWanted() throws {
    let settings = DetectionSettings(classes: [1], isClassAgnostic: true)
    #expect(try found(settings) == ["dog 75.0"])
  }

  @Test("choosing a class changes neither its boxes nor their confidence", arguments: [0, 1, 2])
  func independent(_ index: Int) throws {
    let detector = try detector()
    let image = try Image.black(width: 32, height: 32, red: [(20..<21, 12..<13)])
    let all = detector.detect(in: image).filter { $0.classIndex == index }
    #expect(detector.detect(in: image, settings: .init(classes: [index])) == all)
  }

  @Test("in a tree a class stands for those below it")
  func tree() throws {
    let folder = try TemporaryFolder()
    try folder.write("animal -1\nthing -1\ndog 0\ncat 0\ncar 1\n", as: "classes.tree")
    // An animal to 0.9 and a dog to 0.54, an object to 0.75.
    let values = [0, 0, 0, 0, log(3), log(0.9), log(0.1), log(0.6), log(0.4), 0].map(Float.init)
    let head = ConstantHead(
      section: "[region]\nanchors=.5,.5\nclasses=5\nsoftmax=1\ntree=classes.tree", values: values)
    let detector = try Detector(head.plan(in: folder))
    func found(_ settings: DetectionSettings) throws -> [String] {
      var settings = settings
      settings.hierarchyThreshold = 0.4
      return try self.found(settings, in: detector)
    }
    #expect(try found(.init()) == ["dog 75.0"])
    #expect(try found(.init(classes: [0])) == ["dog 75.0"])
    #expect(try found(.init(classes: [2])) == ["dog 75.0"])
    #expect(try found(.init(classes: [1, 3])) == [])
    #expect(try found(.init(classThresholds: [0: 0.8])) == [])
    #expect(try found(.init(classThresholds: [0: 0.8, 2: 0.7])) == ["dog 75.0"])
  }

  @Test(
    "all kinds of heads know thresholds and classes",
    arguments: [
      ("[detection]\nclasses=2\ncoords=4\nnum=1\nside=1", [0.5, 0.75, 0.8, 0.5, 0.5, 0.5, 0.5]),
      ("[region]\nanchors=.5,.5\nclasses=2", [0, 0, 0, 0, 1.4, 0, 2]),
      ("[yolo]\nanchors=4,2\nclasses=2", [0, 0, 0, 0, 1.4, 0, 2]),
      (
        "[Gaussian_yolo]\nanchors=4,2\nclasses=2",
        [0, -30, 0, -30, 0, -30, 0, -30, 1.4, 0, 2]
      ),
    ] as [(String, [Float])])
  func heads(_ section: String, _ values: [Float]) throws {
    // Class 0 is about 0.4 sure, class 1 about 0.6 to 0.7.
    let plan = try ConstantHead(section: section, values: values).plan(in: TemporaryFolder())
    let detector = try Detector(plan)
    let image = try Image.black(width: 8, height: 8, red: [])
    func classes(_ settings: DetectionSettings) -> [Int] {
      detector.detect(in: image, settings: settings).map(\.classIndex)
    }
    #expect(classes(.init(threshold: 0.3)) == [1, 0])
    #expect(classes(.init(threshold: 0.3, classThresholds: [1: 0.9])) == [0])
    #expect(classes(.init(threshold: 0.9, classThresholds: [0: 0.3])) == [0])
    #expect(classes(.init(threshold: 0.3, classes: [1])) == [1])
    #expect(classes(.init(threshold: 0.3, isClassAgnostic: true)) == [1])
    #expect(classes(.init(threshold: 0.3, maximumCount: 1)) == [1])
  }
}
