import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import darknet_swift

@Suite("the manual page")
struct ManualPageTests {
  private let command: CommandRunner
  private let page: String

  init() throws {
    command = try CommandRunner()
    let outcome = try command("manual")
    #expect(outcome.status == 0)
    page = outcome.output
    try command.folder.write(page, as: "darknet-swift.1")
  }

  @Test("every command is in it, and every option of the command")
  func complete() throws {
    for type in DarknetSwift.configuration.subcommands {
      let name = try #require(type.configuration.commandName)
      let section = try #require(page.range(of: "\n.SS \"\(Self.escaped(name))\"\n"))
      let text = page[section.upperBound...].prefix { _ in true }
      let end = text.range(of: "\n.SS ")?.lowerBound ?? text.endIndex
      for option in CommandHelp.longOptions(of: name).subtracting(["--help", "--version"]) {
        #expect(text[..<end].contains(Self.escaped(option)), "\(name) \(option)")
      }
    }
  }

  @Test("the formatters find nothing to complain about", arguments: ["groff", "mandoc"])
  func wellFormed(_ name: String) throws {
    guard InstalledTool.isInstalled(name) else {
      print(InstalledTool.remark(name))
      return
    }
    let words =
      name == "groff"
      ? ["groff", "-man", "-Tutf8", "-ww", "-z"] : ["mandoc", "-T", "lint", "-W", "error"]
    let outcome = try command.run(
      words + ["darknet-swift.1"], program: URL(filePath: "/usr/bin/env"))
    #expect(outcome.status == 0)
    #expect(outcome.output + outcome.errors == "")
  }

  @Test("what roff would read as a request or an escape is text")
  func escapes() {
    var roff = Roff()
    roff.prose(".SH 'a' \\n - …")
    #expect(roff.text == "\\&.SH \\(aqa\\(aq \\en \\- \\[u2026]\n")
    roff = Roff()
    roff.discussion("One\ntwo.\n\nEXAMPLE\n  .a \"b\"")
    #expect(
      roff.text == ".PP\nOne\ntwo.\n.PP\n\\fBEXAMPLE\\fR\n.RS 4\n.nf\n\\&.a \"b\"\n.fi\n.RE\n")
  }

  private static func escaped(_ text: String) -> String { text.replacing("-", with: "\\-") }
}
