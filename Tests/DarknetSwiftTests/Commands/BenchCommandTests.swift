import TestSupport
import Testing

@testable import darknet_swift

@Suite("bench")
struct BenchCommandTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeClassifier(to: command.folder)
  }

  @Test("json is one line, with or without weights", arguments: [[], ["colors.weights"]])
  func json(_ weights: [String]) throws {
    let words =
      ["bench", "colors.cfg"] + weights + ["--threads", "1", "--iterations", "7", "--json"]
    let outcome = try command.run(words)
    #expect(outcome.status == 0)
    #expect(outcome.output.split(separator: "\n").count == 1)
    let object = try JSONResult.object(outcome.output)
    #expect(object["iterations"] as? Int == 7)
    #expect(object["threads"] as? Int == 1)
    let keys = ["median_ms", "min_ms", "load_ms", "peak_rss_mb", "gflops"]
    let values = keys.compactMap { object[$0] as? Double }
    #expect(values.count == keys.count)
    #expect(values.allSatisfy { $0 > 0 })
    let (median, minimum) = (values[0], values[1])
    #expect(minimum <= median)
  }

  @Test("a batch is timed as a whole", arguments: [1, 3])
  func batch(_ batch: Int) throws {
    let outcome = try command(
      "bench", "colors.cfg", "--iterations", "5", "--batch", "\(batch)", "--json")
    #expect(outcome.status == 0)
    let object = try JSONResult.object(outcome.output)
    #expect(object["batch"] as? Int == batch)
    let rate = try #require(object["images_per_second"] as? Double)
    let median = try #require(object["median_ms"] as? Double)
    #expect(abs(rate * median / 1000 - Double(batch)) < 1e-6 * Double(batch))
  }

  @Test("text says how many images a second, and of a batch how many it has")
  func text() throws {
    let outcome = try command("bench", "colors.cfg", "--iterations", "3", "--batch", "2")
    #expect(outcome.output.hasPrefix("colors, input 4×4×3, batch 2, threads "))
    #expect(outcome.output.contains(" images a second, "))
  }

  @Test("the report says whether the plan was tuned", arguments: [false, true])
  func tuned(_ isTuned: Bool) throws {
    let words = ["bench", "colors.cfg", "--iterations", "1"] + (isTuned ? ["--tune"] : [])
    let object = try JSONResult.object(command.run(words + ["--json"]).output)
    #expect(object["tuned"] as? Bool == isTuned)
    #expect(try command.run(words).output.contains(", tuned\n") == isTuned)
  }

  @Test("a batch takes from 1 to 65536 images", arguments: ["0", "65537", "two"])
  func badBatch(_ batch: String) throws {
    let outcome = try command("bench", "colors.cfg", "--batch", batch)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("a number from 1 to 65536 is needed"))
  }

  @Test("networks that take only numbers can be timed")
  func inputs() throws {
    try command.folder.write(Array("[net]\ninputs=5\n[lstm]\noutput=4\n".utf8), as: "lstm.cfg")
    let outcome = try command("bench", "lstm.cfg", "--iterations", "3", "--json")
    #expect(outcome.status == 0)
    #expect(try JSONResult.object(outcome.output)["network"] as? String == "lstm")
  }

  @Test(
    "the median is the middle one, or the mean of two",
    arguments: [([3, 1, 2], 2000), ([4, 1, 3, 2], 2500), ([5], 5000)])
  func median(_ milliseconds: [Int], _ microseconds: Int) {
    let times = Statistics(milliseconds.map { .milliseconds($0) })
    #expect(times.median == .microseconds(microseconds))
  }

  @Test("the input is random, in 0..<1, and the same every time")
  func input() {
    let values = RandomInput.values(count: 1000)
    #expect(values == RandomInput.values(count: 1000))
    #expect(values.allSatisfy { (0..<1).contains($0) })
    #expect(Set(values).count > 990)
  }
}
