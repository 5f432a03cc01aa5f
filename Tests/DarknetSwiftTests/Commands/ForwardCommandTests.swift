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

  private func forward() throws -> CommandRunner.Outcome {
    try command("forward", "colors.cfg", "colors.weights", "--input", "in.npy", "--output", "out")
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

  @Test(
    "an input that does not fit is bad data",
    arguments: [
      ([2, 4, 4], "in.npy: error: 2 × 4 × 4 values, colors.cfg takes 3 channels\n"),
      (
        [3, 16],
        "in.npy: error: an array of shape (3, 16), (channels, height, width) is needed\n"
      ),
      (
        [3, 0, 4],
        "in.npy: error: an array of shape (3, 0, 4), (channels, height, width) is needed\n"
      ),
      (
        [2, 3, 4, 4],
        """
        in.npy: error: an array of shape (2, 3, 4, 4), (channels, height, width) is needed
          help: sequences are for recurrent networks, which are not supported yet

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
