import Engine
import Foundation
import TestSupport
import Testing

@Suite("forward")
struct ForwardCommandTests {
  /// A softmax of three values.
  private static let tolerance: Float = 2e-6
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeClassifier(to: command.folder)
  }

  private func write(_ shape: [Int], _ values: [Float], as name: String = "in.npy") throws {
    try command.folder.write(NpyArray(shape: shape, values: values).encoded, as: name)
  }

  private func layer(_ index: Int) throws -> NpyArray {
    let path = command.folder.path("out/layer_00\(index).npy")
    return try NpyArray(parsing: Array(Data(contentsOf: URL(filePath: path))), named: path)
  }

  private func forward(_ options: String...) throws -> CommandRunner.Outcome {
    try command.run(
      ["forward", "colors.cfg", "colors.weights", "--input", "in.npy", "--output", "out"] + options)
  }

  @Test(
    "every layer is written, C × H × W, in the size of the input",
    arguments: [[3, 2, 1], [1, 3, 2, 1]])
  func layers(_ shape: [Int]) throws {
    try write(shape, [1, 0.5, 0, 0.25, -1, 2])
    let outcome = try forward()
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(try layer(0) == NpyArray(shape: [3, 2, 1], values: [4, 2, 0, 1, -4, 8]))
    #expect(try layer(1) == NpyArray(shape: [3, 1, 1], values: [3, 0.5, 2]))
    let names = try FileManager.default.contentsOfDirectory(atPath: command.folder.path("out"))
    #expect(names.sorted() == ["layer_000.npy", "layer_001.npy", "layer_002.npy"])
    let sum = [3, 0.5, 2].reduce(0) { $0 + exp($1) }
    let expected = [3, 0.5, 2].map { exp($0) / sum }
    for (value, wanted) in zip(try layer(2).values, expected) {
      #expect(abs(value - Float(wanted)) < Self.tolerance)
    }
  }

  @Test("of a sequence the last step is written; without recurrent layers it stands alone")
  func independentSteps() throws {
    try write([2, 3, 1, 1], [7, 8, 9, 1, 0.5, 0.25])
    #expect(try forward().status == 0)
    #expect(try layer(0) == NpyArray(shape: [3, 1, 1], values: [4, 2, 1]))
  }

  @Test("weights are kept from step to step, and not where there is one", arguments: [1, 2])
  func keptWeights(_ steps: Int) throws {
    try write([steps, 3, 1, 1], Array(repeating: 1, count: 3 * steps))
    let outcome = try forward("-v")
    #expect(outcome.errors.contains("KiB of weights read layer by layer, ") == (steps == 1))
    #expect(outcome.errors.contains("KiB of weights, ") == (steps > 1))
  }

  @Test("recurrent layers remember from step to step, of a network that has only 'inputs'")
  func recurrentSteps() throws {
    try command.folder.write(
      Array("[net]\ninputs=1\n[rnn]\nactivation=linear\n[cost]\n".utf8), as: "colors.cfg")
    // s = x + s / 2, y = 3 · s: each of the three layers inside has a bias and a weight.
    try command.folder.write(WeightsBytes.file([0, 1, 0, 0.5, 0, 3]), as: "colors.weights")
    try write([3, 1, 1, 1], [8, 0, 1])
    let outcome = try forward()
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    #expect(try layer(0) == NpyArray(shape: [1, 1, 1], values: [9]))
  }

  @Test(
    "an input that does not fit is bad data",
    arguments: [
      ([2, 4, 4], "in.npy: error: 2 × 4 × 4 values, colors.cfg takes 3 channels\n"),
      (
        [3, 16],
        """
        in.npy: error: an array of shape (3, 16), (channels, height, width) is needed
          help: a sequence is of shape (steps, channels, height, width)

        """
      ),
      (
        [0, 3, 4, 4],
        """
        in.npy: error: an array of shape (0, 3, 4, 4), (channels, height, width) is needed
          help: a sequence is of shape (steps, channels, height, width)

        """
      ),
    ])
  func badInput(_ shape: [Int], _ message: String) throws {
    try write(shape, Array(repeating: 0, count: shape.reduce(1, *)))
    let outcome = try forward()
    #expect(outcome.status == 65)
    #expect(outcome.errors == message)
  }

  @Test("a missing input is missing, another file is bad data")
  func noInput() throws {
    #expect(try forward().status == 66)
    try command.folder.write("hello", as: "in.npy")
    let outcome = try forward()
    #expect(outcome.status == 65)
    #expect(outcome.errors.hasPrefix("in.npy: error: not an NPY file\n"))
  }

  @Test("the size is the input's: there are no options for it", arguments: ["--width", "--height"])
  func noSize(_ option: String) throws {
    try write([3, 4, 4], Array(repeating: 0, count: 48))
    let outcome = try command(
      "forward", "colors.cfg", "--input", "in.npy", "--output", "out", option, "4")
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("'\(option)'"))
    #expect(try !command("forward", "--help").output.contains("\(option) "))
  }

  @Test("the folder is made, but not the one around it")
  func folder() throws {
    try write([3, 4, 4], Array(repeating: 0, count: 48))
    let outcome = try command(
      "forward", "colors.cfg", "--input", "in.npy", "--output", "no/such/folder")
    #expect(outcome.status == 73)
    #expect(
      outcome.errors == """
        no/such/folder: error: the folder cannot be created: no such file or directory
          help: the folder around it has to exist

        """)
  }
}
