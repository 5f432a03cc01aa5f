import CfgParser
import Testing
import TestSupport

@testable import Engine

@Suite("pictures in batches")
struct BatchTests {
  /// Pictures of unlike sizes without a pattern: more than go through a network together.
  private static func images() throws -> [Image] {
    try (0..<11).map { index in
      let (width, height) = (19 + 3 * index, 43 - index)
      let pixels = (0..<width * height * 3).map {
        UInt8(truncatingIfNeeded: ($0 + index) &* 2_654_435_761 >> 7)
      }
      return try Image(width: width, height: height, channels: 3, pixels: pixels)
    }
  }

  private static func plan(_ name: String) throws -> ExecutionPlan {
    let fixtures = NetworkFixtureTests.fixtures
    return try ExecutionPlan(
      cfg: fixtures.path("networks", name, "net.cfg"),
      weights: fixtures.path("networks", name, "net.weights"), options: .init(threadCount: 2))
  }

  @Test(
    "a detector finds in each what it finds in it alone, in their order",
    arguments: ["mini-yolov2", "mini-yolov3"])
  func detector(_ name: String) throws {
    let detector = try Detector(Self.plan(name))
    let (images, settings) = (try Self.images(), DetectionSettings(threshold: 0.01))
    let found = detector.detect(in: images, settings: settings)
    #expect(found == images.map { detector.detect(in: $0, settings: settings) })
    #expect(Set(found).count == images.count)
    #expect(detector.detect(in: [], settings: settings).isEmpty)
  }

  @Test("a classifier says of each what it says of it alone, in their order")
  func classifier() throws {
    let classifier = try Classifier(Self.plan("mini-darknet19"))
    let images = try Self.images()
    let classes = classifier.classify(images, top: 3, resize: .letterbox)
    #expect(classes == images.map { classifier.classify($0, top: 3, resize: .letterbox) })
    #expect(Set(classes).count == images.count)
    #expect(classifier.classify([]).isEmpty)
  }
}
