import TestSupport
import Testing

@testable import darknet_swift

@Suite("options in the environment")
struct EnvironmentOptionsTests {
  private static let environment = [
    "DARKNET_SWIFT_COMPAT": "pjreddie", "DARKNET_SWIFT_THREADS": "3", "OMP_NUM_THREADS": "7",
  ]

  @Test(
    "they count where the command has them and the call does not",
    arguments: [
      (
        ["info", "a"], ["--compat", "--threads"], ["info", "--compat=pjreddie", "--threads=3", "a"]
      ),
      (["info", "a"], ["--compat"], ["info", "--compat=pjreddie", "a"]),
      (["info", "--compat", "x"], ["--compat"], ["info", "--compat", "x"]),
      (["info", "--compat=x"], ["--compat"], ["info", "--compat=x"]),
    ] as [([String], Set<String>, [String])])
  func added(_ words: [String], _ known: Set<String>, _ expected: [String]) {
    #expect(
      EnvironmentOptions.added(to: words, known: { known }, environment: Self.environment)
        == expected)
  }

  @Test("an empty variable is as good as none")
  func empty() {
    let words = ["info", "a"]
    #expect(
      EnvironmentOptions.added(
        to: words, known: { ["--compat"] }, environment: ["DARKNET_SWIFT_COMPAT": ""]) == words)
  }

  @Test("a value that makes no sense is told with its variable")
  func fault() throws {
    let command = try CommandRunner()
    let outcome = try command.run(["info", "signs"], environment: ["DARKNET_SWIFT_COMPAT": "hank"])
    #expect(outcome.status == 64)
    #expect(outcome.errors.hasSuffix("\n  help: DARKNET_SWIFT_COMPAT in the environment is hank\n"))
  }

  @Test("the number of threads is taken from there")
  func threads() throws {
    let command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    let outcome = try command.run(
      ["bench", "tiny.cfg", "--iterations", "1", "--json"],
      environment: ["DARKNET_SWIFT_THREADS": "3"])
    #expect(try JSONResult.object(outcome.output)["threads"] as? Int == 3)
  }
}
