import Engine
import Foundation
import TestSupport
import Testing

/// The shipped network on the shipped pictures: a network that was really trained, from the file to
/// the boxes.
@Suite(
  "signs",
  .enabled(if: BuildConfiguration.isOptimized, "skipped: too slow in an unoptimised build"))
struct SignsTests {
  /// JPEG decoding, resizing and the network are deterministic; kernel sets differ by rounding.
  static let confidenceTolerance: Float = 0.002
  /// Likewise, in pixels of a picture 1024 wide.
  static let boxTolerance: Float = 0.5

  @Test("the command finds the signs of the samples", arguments: SignsSample.all)
  func command(_ sample: SignsSample) throws {
    let outcome = try CommandRunner().run([
      "detect", "signs", sample.path, "--resize", sample.resize.rawValue, "--format", "json",
    ])
    #expect(outcome.status == 0)
    let results = try JSONDecoder().decode([Result].self, from: Data(outcome.output.utf8))
    let result = try #require(results.first)
    expect(
      result.detections.map {
        let box = [$0.box.x, $0.box.y, $0.box.width, $0.box.height]
        return SignsSample.Sign(label: $0.class, confidence: $0.confidence, box: box)
      }, of: sample)
  }

  @Test("the library finds them, too", arguments: SignsSample.all)
  func library(_ sample: SignsSample) throws {
    let detector = try Detector(
      cfg: SignsSample.shipped("signs.cfg"), weights: SignsSample.shipped("signs.weights"),
      names: SignsSample.shipped("signs.names"))
    let image = try Image(contentsOf: sample.path)
    let found = detector.detect(in: image, settings: .init(resize: sample.resize))
    let (width, height) = (Float(image.width), Float(image.height))
    expect(
      found.map {
        let box = [
          $0.box.left * width, $0.box.top * height, $0.box.width * width, $0.box.height * height,
        ]
        return SignsSample.Sign(label: $0.label, confidence: $0.confidence, box: box)
      }, of: sample)
  }

  /// Eight bits of every factor move the shipped network's scores by 0.0007 and edges by 0.48
  /// pixels at most.
  static let roundedConfidence: Float = 0.004
  static let roundedEdge: Float = 1

  @Test(
    "with products of bfloat16 the same signs are found, and little else changes",
    .enabled(if: Precision.bfloat16.isAvailable, "skipped: no instructions for bfloat16 here"),
    arguments: SignsSample.all)
  func rounded(_ sample: SignsSample) throws {
    let image = try Image(contentsOf: sample.path)
    let found = try Precision.allCases.map { precision in
      let detector = try Detector(
        cfg: SignsSample.shipped("signs.cfg"), weights: SignsSample.shipped("signs.weights"),
        names: SignsSample.shipped("signs.names"), options: .init(precision: precision))
      return detector.detect(in: image, settings: .init(resize: sample.resize))
        .sorted { $0.box.left < $1.box.left }
    }
    let (exact, rounded) = (found[0], found[1])
    #expect(exact.count == sample.signs.count)
    #expect(rounded.map(\.label) == exact.map(\.label))
    #expect(rounded.map(\.confidence) != exact.map(\.confidence))
    let (width, height) = (Float(image.width), Float(image.height))
    for (a, b) in zip(rounded, exact) {
      #expect(abs(a.confidence - b.confidence) < Self.roundedConfidence)
      #expect(abs(a.box.left - b.box.left) * width < Self.roundedEdge)
      #expect(abs(a.box.top - b.box.top) * height < Self.roundedEdge)
      #expect(abs(a.box.left + a.box.width - b.box.left - b.box.width) * width < Self.roundedEdge)
      #expect(abs(a.box.top + a.box.height - b.box.top - b.box.height) * height < Self.roundedEdge)
    }
  }

  @Test("the picture with the boxes has the size of the picture")
  func annotated() throws {
    let command = try CommandRunner()
    let sample = try #require(SignsSample.all.first)
    let outcome = try command.run(["detect", "signs", sample.path])
    #expect(outcome.status == 0)
    let (picture, boxes) = (
      try Image(contentsOf: sample.path),
      try Image(contentsOf: command.folder.path("predictions.jpg"))
    )
    #expect((picture.width, picture.height) == (boxes.width, boxes.height))
    #expect(picture.pixels != boxes.pixels)
  }

  /// Compares from left to right: signs of nearly one confidence may change places.
  private func expect(_ found: [SignsSample.Sign], of sample: SignsSample) {
    let signs = found.sorted { $0.box[0] < $1.box[0] }
    #expect(signs.map(\.label) == sample.signs.map(\.label))
    for (sign, expected) in zip(signs, sample.signs) {
      #expect(abs(sign.confidence - expected.confidence) < Self.confidenceTolerance)
      for (value, wanted) in zip(sign.box, expected.box) {
        #expect(abs(value - wanted) < Self.boxTolerance, "\(sign.label): \(sign.box)")
      }
    }
  }

  /// An entry of the command's JSON.
  private struct Result: Decodable {
    struct Detection: Decodable {
      struct Box: Decodable { let x, y, width, height: Float }
      let `class`: String
      let confidence: Float
      let box: Box
    }
    let detections: [Detection]
  }
}
