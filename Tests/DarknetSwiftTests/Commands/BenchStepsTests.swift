import Foundation
import TestSupport
import Testing

@Suite("bench, step by step")
struct BenchStepsTests {
  /// What is done in the steps of the network.
  private static let names = ["convolution 1×1/1", "avgpool", "1×1×3 as a vector", "softmax"]

  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeClassifier(to: command.folder)
  }

  private func run(_ words: String...) throws -> CommandRunner.Outcome {
    try command.run(
      ["bench", "colors.cfg", "--iterations", "3"] + words,
      environment: ["DARKNET_SWIFT_CONVOLUTION": "direct"])
  }

  private func trace(_ name: String) throws -> [[String: Any]] {
    let data = try Data(contentsOf: URL(filePath: command.folder.path(name)))
    let object = try JSONResult.object(String(decoding: data, as: UTF8.self))
    return try #require(object["traceEvents"] as? [[String: Any]])
  }

  @Test("--layers shows a line for every step")
  func layers() throws {
    let outcome = try run("--layers")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("colors, input 4×4×3, "))
    let table = outcome.output.split(separator: "\n\n", maxSplits: 1).last ?? ""
    let lines = table.split(separator: "\n")
    #expect(lines.count == 1 + Self.names.count)
    #expect(
      lines[0].split(separator: "  ").map { $0.trimmingCharacters(in: .whitespaces) } == [
        "layer", "what", "algorithm", "output", "ms", "share", "GFLOP/s", "weights MB",
        "activations MB",
      ])
    #expect(lines[1].contains("convolution 1×1/1  gemm 1x1"))
  }

  @Test(
    "json has the figures of every step, bytes of activations for each image", arguments: [1, 3])
  func json(_ batch: Int) throws {
    let outcome = try run("--layers", "--json", "--batch", "\(batch)")
    let object = try JSONResult.object(outcome.output)
    let steps = try #require(object["steps"] as? [[String: Any]])
    #expect(steps.map { $0["name"] as? String } == Self.names)
    #expect(steps.map { $0["step"] as? Int } == [0, 1, 2, 3])
    #expect(steps.map { $0["layer"] as? Int } == [0, 1, 2, 2])
    #expect(steps.map { $0["algorithm"] as? String } == ["gemm 1x1", "", "", ""])
    #expect(steps[0]["activation_bytes"] as? Int == batch * 4 * (48 + 48))
    #expect(steps[1]["weight_bytes"] as? Int == 0)
    let shares = steps.compactMap { $0["share"] as? Double }
    #expect(abs(shares.reduce(0, +) - 1) < 1e-9)
    let milliseconds = try #require(steps[0]["ms"] as? Double)
    let gflops = try #require(steps[0]["gflops"] as? Double)
    let operations = Double(batch * 2 * 9 * 16)
    #expect(abs(gflops * milliseconds * 1e6 - operations) < 1e-6 * operations)
  }

  @Test("a trace has a complete event a step, one after the other, with its figures")
  func complete() throws {
    let outcome = try run("--trace", "trace.json")
    #expect(outcome.status == 0)
    #expect(!outcome.output.contains("activations MB"))
    let events = try trace("trace.json").filter { $0["ph"] as? String == "X" }
    #expect(
      events.map { $0["name"] as? String } == [
        "convolution 1×1/1, gemm 1x1", "avgpool", "1×1×3 as a vector", "softmax",
      ])
    #expect(events.allSatisfy { $0["cat"] as? String == "step" })
    let starts = events.compactMap { $0["ts"] as? Double }
    let lengths = events.compactMap { $0["dur"] as? Double }
    #expect(starts.count == events.count)
    #expect(lengths.count == events.count)
    #expect(lengths.allSatisfy { $0 > 0 })
    let ends = zip(starts, lengths).map { $0 + $1 }
    // Nanoseconds, in numbers of microseconds.
    #expect(zip(ends, starts.dropFirst()).allSatisfy { $0 <= $1 + 1e-6 })
    let figures = try #require(events[0]["args"] as? [String: Any])
    #expect(figures["algorithm"] as? String == "gemm 1x1")
    let milliseconds = try #require(figures["ms"] as? Double)
    #expect(abs(milliseconds * 1000 - lengths[0]) < 1e-9 * lengths[0])
    let keys = ["layer", "share", "gflops", "weight_bytes", "activation_bytes"]
    #expect(keys.allSatisfy { figures[$0] is NSNumber })
  }

  @Test("all events are on one lane, which the other events name")
  func lane() throws {
    _ = try run("--trace", "trace.json")
    let events = try trace("trace.json")
    #expect(events.allSatisfy { $0["pid"] as? Int == 1 && $0["tid"] as? Int == 1 })
    let labels = events.filter { $0["ph"] as? String == "M" }
    #expect(labels.map { $0["name"] as? String } == ["process_name", "thread_name"])
    let names = labels.map { ($0["args"] as? [String: Any])?["name"] as? String }
    #expect(names == ["darknet-swift", "colors"])
  }

  @Test("a trace replaces neither the cfg nor the weights", arguments: ["cfg", "weights"])
  func inputs(_ ending: String) throws {
    let path = command.folder.path("colors.\(ending)")
    let before = try Data(contentsOf: URL(filePath: path))
    let outcome = try run("colors.weights", "--trace", "./colors.\(ending)")
    #expect(outcome.status == 64)
    #expect(
      outcome.errors.contains("the trace would replace the input './colors.\(ending)'"))
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test("a trace that cannot be written is an error, and leaves nothing")
  func unwritable() throws {
    let outcome = try run("--trace", "missing/trace.json")
    #expect(outcome.status == 73)
    #expect(outcome.errors.contains("the folder has to exist"))
    let files = try FileManager.default.contentsOfDirectory(atPath: command.folder.url.path)
    #expect(files.allSatisfy { $0.hasPrefix("colors.") })
  }
}
