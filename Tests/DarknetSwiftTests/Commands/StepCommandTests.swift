import Engine
import Foundation
import TestSupport
import Testing

/// `step` and `bench --train`, on a network of one weight that can be followed by hand.
@Suite("step")
struct StepCommandTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    let cfg = """
      [net]
      batch=2
      subdivisions=1
      width=1
      height=1
      channels=1
      learning_rate=0.5
      momentum=0.5
      decay=0
      [convolutional]
      filters=1
      size=1
      activation=linear
      [cost]
      type=sse
      """
    try command.folder.write(cfg, as: "one.cfg")
    // A bias of 0 and a weight of 1.
    try command.folder.write(WeightsBytes.file([0, 1]), as: "one.weights")
    let images = NpyArray(shape: [2, 2, 1, 1, 1], values: [1, 3, 1, 3])
    try command.folder.write(images.encoded, as: "in.npy")
    let truths = NpyArray(shape: [2, 2, 1], values: [2, 1, 2, 1])
    try command.folder.write(truths.encoded, as: "truth.npy")
  }

  private func step(input: String = "in.npy", truth: String = "truth.npy") throws
    -> CommandRunner.Outcome
  {
    try command(
      "step", "one.cfg", "one.weights", "--input", input, "--truth", truth, "--compat", "pjreddie",
      "--output", "out.weights")
  }

  @Test("a loss for every step, and the weights that momentum and rate lead to")
  func twoSteps() throws {
    let outcome = try step()
    #expect(outcome.errors == "")
    #expect(outcome.status == 0)
    // Deltas 1 and -2: u = -1 for the bias, -5 for the weight; both move by a quarter of that. Then
    // the values are -0.5 and -1, the deltas 2.5 and 2: u = 4.5 - 0.5 and 8.5 - 2.5.
    #expect(outcome.output == "{\"loss\": [2.5, 5.125]}\n")
    let file = try WeightsFile(contentsOf: command.folder.path("out.weights"))
    #expect(file.header.seen == 4)
    let bytes = try Data(contentsOf: command.folder.url.appending(path: "out.weights"))
    #expect(Array(bytes.suffix(8)) == WeightsBytes.values([-0.25 + 1, -0.25 + 1.5]))
  }

  @Test("arrays that do not belong to the network or to each other are refused")
  func misfits() throws {
    let few = NpyArray(shape: [2, 1, 1, 1, 1], values: [1, 3])
    try command.folder.write(few.encoded, as: "few.npy")
    let outcome = try step(input: "few.npy")
    #expect(outcome.status == 65)
    #expect(
      outcome.errors
        == "truth.npy: error: truths of 2 steps of 2 images, 'few.npy' has 2 of 1\n")
    let flat = try step(truth: "few.npy")
    #expect(flat.status == 65)
    #expect(
      flat.errors
        == "few.npy: error: an array of shape (2, 1, 1, 1, 1), (steps, batch, n) is needed\n")
  }

  @Test("bench --train has the documented keys")
  func bench() throws {
    let outcome = try command(
      "bench", "one.cfg", "--train", "--batch", "3", "--iterations", "2", "--json")
    #expect(outcome.status == 0)
    for key in ["median_ms", "min_ms", "iterations", "load_ms", "peak_rss_mb", "gflops"] {
      #expect(outcome.output.contains("\"\(key)\": "))
    }
    #expect(outcome.output.contains("\"batch\": 3"))
  }
}
