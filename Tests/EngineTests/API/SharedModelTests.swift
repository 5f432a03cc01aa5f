import CfgParser
import Foundation
import Testing
import TestSupport

@testable import Engine

/// Callers that want unlike things of a model, that are cancelled, that fail, or that outlive it.
@Suite("a model shared by unlike callers")
struct SharedModelTests {
  private typealias Call = @Sendable (Detector) throws -> [[Detection]]

  private static func image(_ index: Int) throws -> Image {
    let (width, height) = (23 + 7 * index, 41 - 3 * index)
    let pixels = (0..<width * height * 3).map {
      UInt8(truncatingIfNeeded: ($0 + index) &* 2_654_435_761 >> 7)
    }
    return try Image(width: width, height: height, channels: 3, pixels: pixels)
  }

  private static func array(_ index: Int) throws -> PictureArray {
    let image = try image(index)
    let planes = (0..<3).flatMap { channel in
      (0..<image.pixelCount).map { Float(image.pixels[3 * $0 + channel]) / 255 }
    }
    return try PictureArray(
      channels: 3, height: image.height, width: image.width, values: planes)
  }

  /// Calls that differ in what they look at, how many of it, in which parts and by which rules.
  private static func calls() throws -> [Call] {
    let images = try (0..<6).map(image)
    let array = try array(2)
    let low = DetectionSettings(threshold: 0.01)
    return [
      { [$0.detect(in: images[0], settings: low)] },
      { $0.detect(in: images, settings: low) },
      { $0.detect(in: Array(images[1...3]), settings: .init(threshold: 0.02, overlap: 0.1)) },
      { [$0.detect(in: images[4], settings: .init(threshold: 0.01, resize: .letterbox))] },
      { [$0.detect(in: images[5], tiling: Tiling(.network, overlap: 0.2), settings: low)] },
      { [try $0.detect(in: array, settings: low)] },
      { [$0.detect(in: images[3], settings: .init(threshold: 0.01, isClassAgnostic: true))] },
      { [$0.detect(in: images[3], settings: .init(threshold: 0.01, maximumCount: 2))] },
    ]
  }

  private static func detector(
    _ name: String = "mini-yolov3", threadCount: Int, keepsWeights: Bool = true,
    weights: String? = nil
  ) throws -> Detector {
    let fixtures = NetworkFixtureTests.fixtures
    var options = PlanOptions(threadCount: threadCount)
    options.keepsWeights = keepsWeights
    return try Detector(
      cfg: fixtures.path("networks", name, "net.cfg"),
      weights: weights ?? fixtures.path("networks", name, "net.weights"), options: options)
  }

  /// Whether all of `count` tasks that make all calls at the same time get what one caller got.
  private static func agree(
    _ count: Int, _ calls: [Call], on detectors: [Detector], _ serial: [[[Detection]]]
  ) async throws -> Bool {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for task in 0..<count {
        let (detector, index) = (detectors[task % detectors.count], task / detectors.count)
        let (call, expected) = (calls[index % calls.count], serial[index % calls.count])
        group.addTask { try call(detector) == expected }
      }
      return try await group.allSatisfy { $0 }
    }
  }

  @Test("gives each the bits it would get alone", arguments: [1, 2, 5])
  func unlike(_ threadCount: Int) async throws {
    let (detector, calls) = (try Self.detector(threadCount: threadCount), try Self.calls())
    let serial = try calls.map { try $0(detector) }
    #expect(serial.allSatisfy { $0.contains { !$0.isEmpty } })
    #expect(Set(serial).count == serial.count)
    #expect(try await Self.agree(32, calls, on: [detector], serial))
  }

  @Test("models with unlike numbers of threads do not disturb each other")
  func models() async throws {
    let detectors = try [1, 2, 4].map { try Self.detector(threadCount: $0) }
    let calls = try Self.calls()
    let serial = try calls.map { try $0(detectors[0]) }
    #expect(try await Self.agree(48, calls, on: detectors, serial))
  }

  @Test("tasks that are cancelled leave nothing behind that the next would notice")
  func cancelled() async throws {
    let (detector, calls) = (try Self.detector(threadCount: 2), try Self.calls())
    let serial = try calls.map { try $0(detector) }
    await withTaskGroup(of: Void.self) { group in
      for task in 0..<24 {
        group.addTask {
          while !Task.isCancelled {
            _ = try? calls[task % calls.count](detector)
            // Who cancels may need the thread of this task.
            await Task.yield()
          }
        }
      }
      try? await Task.sleep(for: .milliseconds(20))
      group.cancelAll()
    }
    #expect(detector.plan.threads.callerCount == 0)
    #expect(try await Self.agree(16, calls, on: [detector], serial))
  }

  @Test("calls that fail in the middle of the network leave nothing behind")
  func failed() async throws {
    let folder = try TemporaryFolder()
    let fixtures = NetworkFixtureTests.fixtures
    let bytes = try Data(
      contentsOf: URL(filePath: fixtures.path("networks", "mini-yolov3", "net.weights")))
    let path = try folder.write(Array(bytes), as: "net.weights")
    let detector = try Self.detector(threadCount: 2, keepsWeights: false, weights: path)
    let image = try Self.image(0)
    let settings = DetectionSettings(threshold: 0.01)
    let serial = try detector.detectReading(in: image, settings: settings)
    #expect(!serial.isEmpty)

    let file = try #require(FileHandle(forUpdatingAtPath: path))
    try file.truncate(atOffset: UInt64(bytes.count / 2))
    let codes = await withTaskGroup(of: WeightsError.Code?.self) { group in
      for _ in 0..<8 {
        group.addTask {
          do throws(WeightsError) {
            _ = try detector.detectReading(in: image, settings: settings)
            return nil
          } catch {
            return error.code
          }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(codes == Array(repeating: WeightsError.Code.changed, count: 8))
    #expect(detector.plan.threads.callerCount == 0)

    try file.seek(toOffset: 0)
    try file.write(contentsOf: bytes)
    #expect(try detector.detectReading(in: image, settings: settings) == serial)
  }

  @Test("lives until the last task is done with it, and no longer")
  func dropped() async throws {
    let calls = try Self.calls()
    var detector: Detector? = try Self.detector(threadCount: 3)
    weak let threads = detector?.plan.threads
    let serial = try calls.map { try $0(#require(detector)) }
    let tasks = (0..<16).map { [detector] task in
      Task { [detector] in
        guard let detector else { return false }
        return try calls[task % calls.count](detector) == serial[task % calls.count]
      }
    }
    detector = nil
    for task in tasks { #expect(try await task.value) }
    // A task may hold on to what it captured for a moment after its end.
    let end = ContinuousClock.now + .seconds(20)
    while threads != nil, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(1)) }
    #expect(threads == nil)
  }
}
