import Engine
import Foundation
import TestSupport
import Testing

/// `.npy` files in the place of images.
@Suite("arrays as inputs")
struct ArrayCommandTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    let red = [Float](repeating: 1, count: 64) + [Float](repeating: 0, count: 128)
    try command.folder.write(NpyArray(shape: [3, 8, 8], values: red).encoded, as: "red.npy")
  }

  @Test("an array is looked at as the image of its values, whatever the file is called")
  func detect() throws {
    let bytes = try Data(contentsOf: command.folder.url.appending(path: "red.npy"))
    try command.folder.write(Array(bytes), as: "red.jpg")
    let outcome = try command("detect", "tiny.cfg", "red.npy", "red.jpg", "--format", "jsonl")
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix(#"{"image": "red.npy", "width": 8, "height": 8, "detections": [{"#))
    #expect(lines[1].hasPrefix(#"{"image": "red.jpg", "width": 8, "height": 8, "detections": [{"#))
  }

  @Test("arrays come through standard input and out of folders as well")
  func ways() throws {
    let bytes = try Data(contentsOf: command.folder.url.appending(path: "red.npy"))
    let outcome = try command.run(
      ["detect", "tiny.cfg", "-", ".", "--format", "text"], input: Array(bytes))
    #expect(outcome.status == 0)
    #expect(outcome.output.split(separator: "\n").count { $0 == "ball: 84%" } == 2)
  }

  @Test("nothing is drawn on an array: that is said where it is asked for, else left")
  func drawing() throws {
    let plain = try command("detect", "tiny.cfg", "red.npy")
    #expect(plain.status == 0)
    #expect(plain.errors == "")
    let outcome = try command("detect", "tiny.cfg", "red.npy", "--annotate", "out")
    #expect(outcome.status == 65)
    #expect(
      outcome.errors == """
        red.npy: error: is an array, there is no image to draw or to cut
          help: leave out what makes pictures, or give images

        """)
  }

  @Test("values that no picture has are remarked upon")
  func range() throws {
    let values = [Float](repeating: 255, count: 192)
    try command.folder.write(NpyArray(shape: [3, 8, 8], values: values).encoded, as: "a.npy")
    let outcome = try command("detect", "tiny.cfg", "a.npy")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("a.npy: warning: the array has values from 255.0 to 255.0"))
  }

  @Test("a network of four channels takes arrays, and says so of images")
  func fourChannels() throws {
    try command.folder.write(TinyNetworks.bitmap(), as: "black.bmp")
    try command.folder.write(
      TinyNetworks.classifierCfg.replacing("channels=3", with: "channels=4"), as: "four.cfg")
    let filters: [Float] = [4, 0, 0, 0] + [0, 4, 0, 0] + [0, 0, 4, 0]
    try command.folder.write(WeightsBytes.file([0, 0, 0] + filters), as: "four.weights")
    let values = (0..<4).flatMap { [Float](repeating: $0 == 1 ? 1 : 0, count: 16) }
    try command.folder.write(NpyArray(shape: [4, 4, 4], values: values).encoded, as: "a.npy")
    let outcome = try command("classify", "four.cfg", "a.npy", "black.bmp", "--format", "jsonl")
    #expect(outcome.status == 1)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines[0].contains(#""predictions": [{"class_id": 1, "#))
    #expect(lines[1].contains("the network takes 4 channels, images have 1 or 3"))
  }
}
