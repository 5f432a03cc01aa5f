import Engine
import Foundation
import TestSupport
import Testing

/// How many pictures are looked at.
private let soakCount = ProcessInfo.processInfo.environment["DARKNET_SWIFT_SOAK"].flatMap {
  Int($0)
}

/// A detector that is asked for as long as `scripts/soak` says, alone in its process, for the
/// resident size is the whole process's.
@Suite(
  "endurance",
  .enabled(if: soakCount != nil, "scripts/soak sets DARKNET_SWIFT_SOAK to a number"))
struct EnduranceTests {
  /// Bytes a picture may add to the resident size, behind the first fifth.
  private static let limit = 1024.0

  @Test("a detector's process does not grow with the pictures it looks at")
  func detector() throws {
    let count = try #require(soakCount)
    let folder = try TemporaryFolder()
    try TinyNetworks.writeDetector(to: folder)
    let detector = try Detector(
      cfg: folder.path("tiny.cfg"), weights: folder.path("tiny.weights"))
    let files = try Self.files()
    var samples: [(Double, Double)] = []
    for index in 0..<count {
      let bytes = files[index % files.count]
      if let image = try? Image(decoding: bytes, named: "picture") {
        let settings = DetectionSettings(threshold: index % 2 == 0 ? 0.5 : 0.01)
        #expect(detector.detect(in: image, settings: settings).count <= 4)
      }
      guard index > count / 5, index % 50 == 0 else { continue }
      samples.append((Double(index), Double(try Self.residentSize())))
    }
    let slope = Self.slope(samples)
    print(
      "library: \(count), resident \(Int(samples[0].1) >> 10) to",
      "\(Int(samples.last?.1 ?? 0) >> 10) KiB, slope \((slope * 10).rounded() / 10) bytes each",
      "(limit \(Int(Self.limit)), \(samples.count) samples)")
    #expect(slope < Self.limit)
  }

  /// Pictures of several sizes and formats, every fifth broken off.
  private static func files() throws -> [[UInt8]] {
    try (0..<20).map { index in
      let image = try TestClip.picture(
        red: UInt8(index * 12), width: 8 + index * 17, height: 300 - index * 13)
      let bytes = try image.encoded(as: index % 2 == 0 ? .jpeg : .png)
      return index % 5 == 3 ? Array(bytes.prefix(bytes.count / 2)) : bytes
    }
  }

  private static func residentSize() throws -> Int {
    let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(
      separator: " ")
    return try #require(Int(fields[1])) * Int(getpagesize())
  }

  /// Of the line that fits best.
  private static func slope(_ samples: [(Double, Double)]) -> Double {
    let count = Double(samples.count)
    let x = samples.reduce(0) { $0 + $1.0 } / count
    let y = samples.reduce(0) { $0 + $1.1 } / count
    let products = samples.reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) }
    return products / samples.reduce(0) { $0 + ($1.0 - x) * ($1.0 - x) }
  }
}
