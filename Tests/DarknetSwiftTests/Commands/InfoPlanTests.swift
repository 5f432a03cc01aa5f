import TestSupport
import Testing

@Suite("info --plan")
struct InfoPlanTests {
  private static let cfg = """
    [net]
    width=12
    height=12
    channels=8
    [convolutional]
    filters=8
    size=3
    pad=1
    activation=leaky
    [maxpool]
    size=2
    stride=2

    """

  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try command.folder.write(Self.cfg, as: "net.cfg")
  }

  private func plan(
    _ words: [String] = [], environment: [String: String] = [:]
  ) throws -> [String: Any] {
    let outcome = try command.run(
      ["info", "net.cfg", "--plan", "--format", "json"] + words, environment: environment)
    #expect(outcome.status == 0)
    return try #require(try JSONResult.object(outcome.output)["plan"] as? [String: Any])
  }

  @Test("json has kernels, threads, steps with their algorithm, and places in buffers")
  func json() throws {
    let plan = try plan(
      ["--threads", "2"],
      environment: [
        "DARKNET_SWIFT_KERNELS": "scalar", "DARKNET_SWIFT_CONVOLUTION": "winograd4",
      ])
    #expect(plan["kernels"] as? String == "scalar")
    #expect(plan["rates"] as? String == "kernel set")
    #expect(plan["threads"] as? Int == 2)
    let steps = try #require(plan["steps"] as? [[String: Any]])
    #expect(steps.map { $0["layer"] as? Int } == [0, 1])
    #expect(steps.map { $0["algorithm"] as? String } == ["winograd 4x4", ""])
    #expect(steps[0]["activation_bytes"] as? Int == 4 * 2 * 8 * 144)
    #expect(steps[0]["tuning"] == nil)
    let buffers = try #require(plan["buffers"] as? [[String: Any]])
    let place = try #require(steps[0]["writes"] as? [String: Any])
    let buffer = buffers[try #require(place["buffer"] as? Int)]
    #expect(buffer["offset"] as? Int == place["offset"] as? Int)
    #expect(buffer["bytes"] as? Int == 4 * 8 * 144)
    #expect(buffer["first_step"] as? Int == 0)
    #expect(buffer["last_step"] as? Int == 1)
    let read = try #require(steps[1]["reads"] as? [[String: Any]])
    #expect(read.map { $0["buffer"] as? Int } == [place["buffer"] as? Int])
    let (arena, scratch) = (plan["arena_bytes"] as? Int ?? 0, plan["scratch_bytes"] as? Int ?? 0)
    #expect(scratch > 0)
    #expect(arena > scratch)
  }

  @Test("--tune shows what every algorithm took, in the plan and with -v")
  func tune() throws {
    // In plain C all algorithms apply, whatever the processor.
    let environment = ["DARKNET_SWIFT_KERNELS": "scalar"]
    let steps = try #require(
      try plan(["--tune"], environment: environment)["steps"] as? [[String: Any]])
    let timings = try #require(steps[0]["tuning"] as? [[String: Any]])
    let algorithms = Set(timings.compactMap { $0["algorithm"] as? String })
    #expect(
      algorithms.isSuperset(of: ["direct", "winograd2", "winograd3", "winograd4", "winograd6"]))
    #expect(timings.allSatisfy { ($0["ms"] as? Double ?? 0) > 0 })
    let outcome = try command.run(
      ["bench", "net.cfg", "--iterations", "1", "--tune", "-v"], environment: environment)
    #expect(outcome.errors.contains("net.cfg: algorithms: 1 "))
    #expect(outcome.errors.contains("net.cfg: layer 0: "))
    #expect(outcome.errors.contains(" ms, winograd6 "))
  }

  @Test("the tables of every kind of network fit 120 columns", arguments: ["yolov4-tiny", "signs"])
  func width(_ name: String) throws {
    let outcome = try command("info", name, "--plan", "--width", "96", "--height", "96")
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("step  layer  what") })
    #expect(lines[start...].allSatisfy { $0.count <= 120 })
    #expect(lines[start...].contains { $0.hasPrefix("buffer") })
  }
}
