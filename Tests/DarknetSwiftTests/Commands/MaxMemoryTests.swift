import CfgParser
import Engine
import Foundation
import TestSupport
import Testing

/// What a network is said to take is what it takes, and more than it may take is an error at once.
@Suite("--max-memory", .timeLimit(.minutes(10)))
struct MaxMemoryTests {
  private let bounded: BoundedCommand

  init() throws { bounded = try BoundedCommand() }

  private static let wide = String(repeating: "[maxpool]\nsize=2\nstride=1\n", count: 3)
  private static let deep = String(
    repeating: "[convolutional]\nfilters=512\nsize=3\npad=1\nactivation=leaky\n", count: 4)

  /// What the program itself has in memory: its code, its libraries, the allocator's.
  private static let program = 48 << 20

  @Test(
    "a plan takes what was worked out before it was made, and the program some megabytes",
    .enabled(if: Sanitizer.current == nil, "\(Sanitizer.memoryRemark)"),
    arguments: [
      ("width=1200\nheight=1200\nchannels=8\n", wide),
      ("width=8\nheight=8\nchannels=512\n", deep),
      ("width=64\nheight=64\nchannels=4\n", "[connected]\noutput=2048\n[softmax]\n"),
    ])
  func measured(_ size: String, _ layers: String) throws {
    let cfg = "[net]\n" + size + layers
    try bounded.command.folder.write(cfg, as: "net.cfg")
    let network = try Network(CfgDocument(parsing: cfg, file: "net.cfg"))
    let need = try ExecutionPlan.memoryByteCount(of: network, options: .init(threadCount: 1))
    let report = try bounded.command(
      "bench", "net.cfg", "--iterations", "1", "--threads", "1", "--json")
    let megabytes = try #require(JSONResult.object(report.output)["peak_rss_mb"] as? Double)
    let peak = Int(megabytes * 1024 * 1024)
    #expect(need > 30 << 20)
    // The command's own copy of the input is not the network's.
    let input = 4 * network.inputShape.count
    #expect(peak <= need + need / 20 + input + Self.program)
    #expect(peak >= need - need / 10)
  }

  @Test("every command that runs a network refuses one that takes more, in one message")
  func refused() throws {
    try bounded.command.folder.write(
      "[net]\nwidth=64\nheight=64\nchannels=3\n[connected]\noutput=16384\n[softmax]\n",
      as: "large.cfg")
    // 16,384 biases and 12,288 × 16,384 weights.
    let path = try bounded.command.folder.write(WeightsBytes.header(), as: "large.weights")
    unsafe truncate(path, 20 + 4 * 201_342_976)
    for command in ["classify", "bench", "info"] {
      let words = [command, "large.cfg", "large.weights", "--max-memory", "700M"]
      let last = ["classify": ["red.bmp", "black.bmp"], "info": ["--plan"]][command] ?? []
      let answer = try bounded(words + last)
      #expect(answer.status == 65)
      #expect(answer.output == "")
      let number = "805,[0-9]{3},[0-9]{3}"
      let start = try Regex("^large.cfg: error: the network takes \(number) bytes for weights and ")
      #expect(answer.errors.contains(start))
      #expect(answer.errors.hasSuffix("\n  help: --max-memory allows more\n"))
    }
  }

  @Test(
    "without a limit the bound of the process counts",
    .enabled(if: BoundedCommand.isBoundable, "\(Sanitizer.memoryRemark)"))
  func addresses() throws {
    try bounded.command.folder.write(
      "[net]\nwidth=64\nheight=64\nchannels=3\n[connected]\noutput=16384\n", as: "large.cfg")
    let answer = try bounded(["bench", "large.cfg"], kibibytes: 500_000)
    #expect(answer.status == 65)
    #expect(answer.errors.contains(" are left of the address space (ulimit -v)\n"))
  }
}
