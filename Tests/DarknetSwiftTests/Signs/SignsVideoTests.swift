import Engine
import Foundation
import TestSupport
import Testing

/// The shipped network on a video of the shipped pictures.
@Suite(
  "signs in a video",
  .enabled(if: BuildConfiguration.isOptimized, "skipped: too slow in an unoptimised build"))
struct SignsVideoTests {
  @Test("every frame has the signs of its picture")
  func frames() throws {
    let command = try CommandRunner()
    let samples = SignsSample.all.filter { $0.resize == .letterbox }
    // JPEG images one behind the other are an MJPEG stream, whatever their sizes.
    let bytes = try samples.flatMap { try Data(contentsOf: URL(filePath: $0.path)) }
    try command.folder.write(Array(bytes), as: "clip.mjpeg")
    let outcome = try command(
      "video", "signs", "clip.mjpeg", "--resize", "letterbox", "--rate", "1", "--output",
      "boxes.mjpeg")
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == samples.count)
    for (line, sample) in zip(lines, samples) {
      let found = try JSONDecoder().decode(Frame.self, from: Data(line.utf8))
      #expect(found.detections.map(\.class).sorted() == sample.signs.map(\.label).sorted())
    }
  }

  private struct Frame: Decodable {
    let detections: [Found]

    struct Found: Decodable {
      let `class`: String
    }
  }
}
