import CfgParser
import Foundation
import Testing
import TestSupport

@testable import Engine

/// One detector or classifier for many tasks; worth a run under the thread sanitizer.
@Suite("concurrent callers")
struct ConcurrencyTests {
  private static let taskCount = 32

  /// Pictures of unlike sizes without a pattern; number `index` is always the same.
  private static func image(_ index: Int) throws -> Image {
    let (width, height) = (17 + 5 * index, 40 - index)
    let pixels = (0..<width * height * 3).map {
      UInt8(truncatingIfNeeded: ($0 + index) &* 2_654_435_761 >> 7)
    }
    return try Image(width: width, height: height, channels: 3, pixels: pixels)
  }

  private static func files(_ name: String) -> (cfg: String, weights: String) {
    let fixtures = NetworkFixtureTests.fixtures
    return (
      fixtures.path("networks", name, "net.cfg"), fixtures.path("networks", name, "net.weights")
    )
  }

  /// What `answer` gives for every picture when all are asked about at once, many times each.
  private static func answers<Answer: Sendable>(
    _ answer: @escaping @Sendable (Image) -> Answer
  ) async throws -> [[Answer]] {
    let images = try (0..<8).map(image)
    return await withTaskGroup(of: (Int, Answer).self) { group in
      for task in 0..<taskCount {
        let index = task % images.count
        group.addTask { (index, answer(images[index])) }
      }
      return await group.reduce(into: Array(repeating: [], count: images.count)) {
        $0[$1.0].append($1.1)
      }
    }
  }

  @Test(
    "a detector gives every task the bits it gives one caller",
    arguments: ["mini-yolov2", "mini-yolov3", "mini-yolov4-tiny"], [1, 2])
  func detector(_ name: String, _ threadCount: Int) async throws {
    let files = Self.files(name)
    let detector = try Detector(
      cfg: files.cfg, weights: files.weights, options: .init(threadCount: threadCount))
    let settings = DetectionSettings(threshold: 0.01, overlap: 0.6)
    let serial = try (0..<8).map { detector.detect(in: try Self.image($0), settings: settings) }
    #expect(serial.allSatisfy { !$0.isEmpty })
    #expect(Set(serial).count == serial.count)
    let parallel = try await Self.answers { detector.detect(in: $0, settings: settings) }
    for (index, answers) in parallel.enumerated() {
      #expect(answers.count == Self.taskCount / 8)
      let isEqual = answers.allSatisfy { $0 == serial[index] }
      #expect(isEqual, "picture \(index)")
    }
  }

  @Test("a classifier gives every task the bits it gives one caller", arguments: [1, 2])
  func classifier(_ threadCount: Int) async throws {
    let files = Self.files("mini-darknet19")
    let classifier = try Classifier(
      cfg: files.cfg, weights: files.weights, options: .init(threadCount: threadCount))
    let serial = try (0..<8).map { classifier.classify(try Self.image($0)) }
    #expect(Set(serial).count == serial.count)
    let parallel = try await Self.answers { classifier.classify($0) }
    for (index, answers) in parallel.enumerated() {
      let isEqual = answers.allSatisfy { $0 == serial[index] }
      #expect(isEqual, "picture \(index)")
    }
  }
}
