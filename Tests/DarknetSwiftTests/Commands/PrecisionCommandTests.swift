import Engine
import TestSupport
import Testing

/// Plain C has products of bfloat16 on every processor.
@Suite("--precision")
struct PrecisionCommandTests {
  private static let plain = ["DARKNET_SWIFT_KERNELS": "scalar"]
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeClassifier(to: command.folder)
    try TinyNetworks.writeDetector(to: command.folder)
    try TinyNetworks.writePictures(to: command.folder)
  }

  @Test(
    "every result says what was multiplied",
    arguments: [
      "detect tiny.cfg tiny.weights red.bmp --format json",
      "classify colors.cfg colors.weights red.bmp --format json",
      "bench colors.cfg --iterations 1 --json",
    ], [nil, "fp32", "bf16"])
  func results(_ call: String, _ precision: String?) throws {
    let words = call.split(separator: " ").map(String.init)
    let outcome = try command.run(
      words + (precision.map { ["--precision", $0] } ?? []), environment: Self.plain)
    #expect(outcome.status == 0)
    let json = outcome.output.hasPrefix("[") ? outcome.output : "[\(outcome.output)]"
    let result = try #require(try JSONResult.array(json).first)
    #expect(result["precision"] as? String == precision ?? "fp32")
  }

  @Test("a plan says which steps, and -v and the text of bench say it as well")
  func plan() throws {
    let environment = Self.plain.merging(["DARKNET_SWIFT_CONVOLUTION": "direct"]) { $1 }
    let outcome = try command.run(
      ["info", "tiny.cfg", "--plan", "--format", "json", "--precision", "bf16"],
      environment: environment)
    let plan = try #require(try JSONResult.object(outcome.output)["plan"] as? [String: Any])
    #expect(plan["precision"] as? String == "bf16")
    let steps = try #require(plan["steps"] as? [[String: Any]])
    #expect(steps.first?["algorithm"] as? String == "gemm bf16")
    let bench = try command.run(
      ["bench", "tiny.cfg", "--iterations", "1", "--precision", "bf16", "-v"],
      environment: environment)
    #expect(bench.output.contains(", kernels scalar, bf16\n"))
    #expect(bench.errors.contains(", kernels scalar, precision bf16, "))
    #expect(bench.errors.contains("tiny.cfg: algorithms: 1 gemm bf16\n"))
  }

  @Test("the layers that forward writes are not taken for Darknet's", arguments: ["fp32", "bf16"])
  func forward(_ precision: String) throws {
    let input = NpyArray(shape: [3, 1, 1], values: [1, 0.5, 0])
    try command.folder.write(input.encoded, as: "in.npy")
    let outcome = try command.run(
      [
        "forward", "colors.cfg", "colors.weights", "-i", "in.npy", "-o", "out", "--precision",
        precision,
      ], environment: Self.plain)
    #expect(outcome.status == 0)
    let remark = "out: layers are computed in bf16\n"
    #expect(outcome.errors == (precision == "bf16" ? remark : ""))
  }

  @Test("kernels that cannot are an error, not slow")
  func refused() throws {
    let outcome = try command.run(
      ["detect", "tiny.cfg", "tiny.weights", "red.bmp", "--precision", "bf16"],
      environment: ["DARKNET_SWIFT_KERNELS": "openblas"])
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(
      outcome.errors == """
        bf16: error: the kernel set 'openblas' has no products of that precision
          help: it wants a processor with AVX-512 BF16, and the kernel set avx512; fp32 runs everywhere

        """)
  }

  @Test("the help names both", arguments: ["detect", "classify", "forward", "bench", "info"])
  func help(_ name: String) throws {
    let help = try command(name, "--help").output
    #expect(help.contains("--precision <precision>"))
    #expect(help.contains("fp32, or bf16 where that is faster"))
  }
}
