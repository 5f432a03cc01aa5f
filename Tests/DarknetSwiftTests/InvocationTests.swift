import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import darknet_swift

@Suite("the call of the program")
struct InvocationTests {
  private let command: CommandRunner

  init() throws {
    command = try CommandRunner()
    try TinyNetworks.writeDetector(to: command.folder)
    try TinyNetworks.writePictures(to: command.folder)
  }

  @Test("without words there is help, and status 64")
  func noWords() throws {
    let outcome = try command()
    #expect(outcome.status == 64)
    #expect(outcome.output == "")
    #expect(outcome.errors.contains("USAGE: darknet-swift <subcommand>"))
  }

  @Test("help and the version are answers", arguments: ["--help", "help", "--version"])
  func answers(_ word: String) throws {
    let outcome = try command(word)
    #expect(outcome.status == 0)
    #expect(!outcome.output.isEmpty)
    #expect(outcome.errors == "")
  }

  @Test(
    "every command has help with an example",
    arguments: ["detect", "classify", "video", "forward", "info", "bench"])
  func help(_ name: String) throws {
    let outcome = try command(name, "--help")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("\n  darknet-swift \(name) "))
    #expect(outcome.output.contains("USAGE: darknet-swift \(name) <cfg>"))
    let examples = try #require(outcome.output.firstMatch(of: /EXAMPLES?\n((?:.+\n)+)/)).output.1
    #expect(examples.split(separator: "\n").allSatisfy { $0.hasPrefix("  ") }, "none is wrapped")
  }

  @Test("blocks of lines in the help are not wrapped, and so can be copied")
  func widths() {
    let commands: [any ParsableCommand.Type] =
      [DarknetSwift.self] + DarknetSwift.configuration.subcommands
    let lines = commands.flatMap { $0.configuration.discussion.split(separator: "\n") }
    #expect(lines.filter { $0.hasPrefix("  ") && $0.count > 80 } == [])
  }

  @Test("every option but for those of all commands stands in a titled group")
  func groups() throws {
    let program = try #require(HelpTree.program)
    let options = (program.command.subcommands ?? []).filter { $0.commandName != "help" }
      .flatMap { $0.arguments ?? [] }
      .filter { $0.kind != .positional && $0.sectionTitle == nil }
    #expect(Set(options.flatMap { $0.names ?? [] }.map(\.text)) == ["--version", "-h", "--help"])
  }

  @Test(
    "a fault of usage is one message, with what would be right",
    arguments: [
      (
        ["detct", "a.cfg"],
        """
        darknet-swift: error: unknown command 'detct'
          help: did you mean 'detect'?

        """
      ),
      (
        ["frobnicate"],
        """
        darknet-swift: error: unknown command 'frobnicate'
          help: the commands are detect, classify, video, train, eval, anchors, partial, forward, info, check, bench, step, schema, manual and help

        """
      ),
      (
        ["detect"],
        """
        darknet-swift detect: error: missing expected argument '<cfg>'
          help: see 'darknet-swift detect --help'

        """
      ),
      (
        ["detect", "tiny.cfg", "red.bmp", "--threhs", "0.5"],
        """
        darknet-swift detect: error: unknown option '--threhs'
          help: did you mean '--thresh'?

        """
      ),
      (
        ["detect", "tiny.cfg", "red.bmp", "-threshold", "0.5"],
        """
        darknet-swift detect: error: unknown option '-threshold'
          help: did you mean '--thresh'?

        """
      ),
      (
        ["bench", "tiny.cfg", "red.bmp"],
        """
        darknet-swift: error: 'red.bmp' is neither a weights file nor anything else 'bench' takes
          help: see 'darknet-swift bench --help'

        """
      ),
      (
        ["detect", "tiny.cfg", "tiny.weights"],
        """
        darknet-swift: error: no image is given
          help: give files, folders, patterns, - or --list FILE

        """
      ),
      (
        ["detect", "tiny.cfg", "-", "--list", "-"],
        """
        darknet-swift: error: standard input can be read only once
          help: give - a single time

        """
      ),
    ])
  func usage(_ words: [String], _ message: String) throws {
    let outcome = try command.run(words)
    #expect(outcome.status == 64)
    #expect(outcome.errors == message)
    #expect(outcome.output == "")
  }

  @Test(
    "thresholds are numbers from 0 to 1",
    arguments: ["2", "-1", "nan", "inf", "abc", "0,5", ""],
    ["--thresh", "-thresh", "--nms"])
  func threshold(_ value: String, _ option: String) throws {
    let outcome = try command("detect", "tiny.cfg", "red.bmp", option, value)
    #expect(outcome.status == 64)
    #expect(
      outcome.errors.hasPrefix("darknet-swift detect: error: the value '\(value)' is invalid for "))
    #expect(outcome.errors.contains("a number from 0 to 1 is needed, such as 0.25"))
  }

  @Test("threads are from 1 to 1024", arguments: ["0", "1025", "1000000", "-1", "two"])
  func threads(_ count: String) throws {
    let outcome = try command("bench", "tiny.cfg", "--threads", count)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("a number from 1 to 1024 is needed"))
  }

  @Test(
    "sizes of the input are from 1 to 65536", arguments: ["0", "65537", "-1", "wide"],
    ["--width", "--height"])
  func size(_ extent: String, _ option: String) throws {
    let outcome = try command("info", "tiny.cfg", option, extent)
    #expect(outcome.status == 64)
    #expect(outcome.errors.contains("a number from 1 to 65536 is needed"))
  }

  @Test("an unknown kernel set is a fault of usage")
  func kernels() throws {
    let outcome = try command.run(
      ["bench", "tiny.cfg"], environment: ["DARKNET_SWIFT_KERNELS": "mmx"])
    #expect(outcome.status == 64)
    #expect(
      outcome.errors.hasPrefix("DARKNET_SWIFT_KERNELS: error: there is no kernel set 'mmx'\n"))
  }

  @Test("an unknown algorithm for convolutions is a fault of usage")
  func convolutionAlgorithm() throws {
    let outcome = try command.run(
      ["bench", "tiny.cfg"], environment: ["DARKNET_SWIFT_CONVOLUTION": "fft"])
    #expect(outcome.status == 64)
    #expect(
      outcome.errors.hasPrefix(
        "DARKNET_SWIFT_CONVOLUTION: error: there is no algorithm 'fft'\n"))
  }

  @Test("threads are not taken from the variables of other programs")
  func environment() throws {
    let words = ["bench", "tiny.cfg", "--iterations", "1", "--json"]
    func threads(_ environment: [String: String]) throws -> Int? {
      let outcome = try command.run(words, environment: environment)
      return try JSONResult.object(outcome.output)["threads"] as? Int
    }
    let count = try #require(try threads([:]))
    #expect(try threads(["OMP_NUM_THREADS": "77", "OPENBLAS_NUM_THREADS": "77"]) == count)
    #expect(try threads(["OMP_NUM_THREADS": "x", "OPENBLAS_NUM_THREADS": "-7"]) == count)
  }

  @Test(
    "messages are coloured when asked to, and never because of a pipe",
    arguments: [
      (["--color", "always"], "\u{1B}[1;31merror:\u{1B}[0m"), (["--color", "never"], " error: "),
      ([], " error: "),
    ])
  func color(_ options: [String], _ part: String) throws {
    let outcome = try command.run(["info", "no.cfg"] + options)
    #expect(outcome.status == 66)
    #expect(outcome.errors.contains(part))
    #expect(outcome.errors.contains("\u{1B}") == part.contains("\u{1B}"))
  }

  @Test("bundled networks are found from any folder, also when the program is called by a link")
  func bundled() throws {
    let link = command.folder.url.appending(path: "linked")
    try FileManager.default.createSymbolicLink(at: link, withDestinationURL: CommandRunner.program)
    let outcome = try command.run(["info", "darknet19"], program: link)
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("darknet19: input 256×256×3\n"))
  }
}
