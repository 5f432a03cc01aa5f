import Foundation
import TestSupport
import Testing

@Suite(
  "make install",
  .enabled(if: InstalledTool.isInstalled("make"), "\(InstalledTool.remark("make"))"))
struct InstallationTests {
  private let installation: Installation

  init() throws {
    installation = try Installation()
    try #require(installation.outcome.status == 0, "\(installation.outcome.errors)")
  }

  @Test(
    "everything is where systems look for it",
    arguments: [
      "bin/darknet-swift", "share/darknet-swift/cfg/signs.weights",
      "share/man/man1/darknet-swift.1",
      "share/bash-completion/completions/darknet-swift", "share/zsh/site-functions/_darknet-swift",
      "share/fish/vendor_completions.d/darknet-swift.fish",
    ])
  func places(_ name: String) throws {
    let attributes = try FileManager.default.attributesOfItem(atPath: installation.path(name))
    #expect(attributes[.size] as? Int ?? 0 > 1000)
  }

  @Test("the installed program finds the installed networks")
  func networks() throws {
    #expect(try installation.shell("darknet-swift info signs").status == 0)
  }

  @Test(
    "bash completes commands, networks, weights, images, options and their values",
    arguments: [
      ("de", ["detect"]), ("detect yolov2-v", ["yolov2-voc"]), ("detect my", ["my.cfg"]),
      ("detect nets/", ["nets/deep.cfg"]), ("info my.cfg my", ["my.weights"]),
      ("detect my.cfg d", ["dog.jpg"]), ("video my.cfg my.weights ", ["clip.mp4", "my.weights"]),
      ("detect my.cfg --save", ["--save-labels"]),
      ("detect my.cfg --format js", ["json", "jsonl"]),
      ("detect my.cfg --names ", ["my.names"]), ("detect my.cfg --annotate n", ["nets"]),
      // What a shell would evaluate is not offered.
      ("detect odd", []),
    ])
  func bash(_ line: String, _ expected: [String]) throws {
    let folder = installation.command.folder
    try FileManager.default.createDirectory(
      atPath: folder.path("nets"), withIntermediateDirectories: true)
    for name in [
      "my.cfg", "nets/deep.cfg", "my.weights", "my.names", "dog.jpg", "clip.mp4", "notes.md",
      "odd$(touch called).cfg",
    ] {
      try folder.write("", as: name)
    }
    let words = line.split(separator: " ", omittingEmptySubsequences: false)
      .map { "'\($0)'" }.joined(separator: " ")
    let outcome = try installation.shell(
      """
      source '\(installation.path("share/bash-completion/completions/darknet-swift"))'
      COMP_WORDS=(darknet-swift \(words)); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      COMP_LINE='darknet-swift \(line)'; COMP_POINT=${#COMP_LINE}
      _darknet-swift darknet-swift "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """)
    #expect(outcome.status == 0)
    let found = Set(outcome.output.split(separator: "\n").map(String.init))
    // Folders are offered wherever a file may lie in one.
    #expect(
      found.subtracting(["nets", "nets/", "root", "root/"]) == Set(expected).subtracting(["nets"]))
    #expect(!expected.contains("nets") || found.contains("nets"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("called")))
  }

  @Test(
    "the scripts for other shells are what these understand",
    arguments: [
      ("zsh", "share/zsh/site-functions/_darknet-swift"),
      ("fish", "share/fish/vendor_completions.d/darknet-swift.fish"),
    ])
  func otherShells(_ shell: String, _ script: String) throws {
    guard InstalledTool.isInstalled(shell) else {
      print(InstalledTool.remark(shell))
      return
    }
    let outcome = try installation.shell("\(shell) -n '\(installation.path(script))'")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
  }
}
