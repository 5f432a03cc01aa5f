import CfgParser
import TestSupport
import Testing

@testable import Engine

@Suite("TreeCheck")
struct TreeCheckTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func findings(tree: String) throws -> [Finding] {
    let text = "[net]\nheight=1\nwidth=1\nchannels=3\n[softmax]\n  tree = \(tree)\n"
    let check = try CfgCheck(contentsOf: folder.write(text, as: "net.cfg"))
    let network = try #require(check.network)
    return check.findings(with: TreeCheck(network).findings)
  }

  @Test("a tree that fits is nothing to speak of")
  func sound() throws {
    try folder.write("a -1\nb -1\nc 0\n", as: "x.tree")
    #expect(try findings(tree: "x.tree") == [])
  }

  @Test("one that is missing, or of another size, is an error at the value in the cfg")
  func unusable() throws {
    try folder.write("a -1\nb -1\n", as: "small.tree")
    for name in ["no.tree", "small.tree"] {
      let found = try findings(tree: name)
      #expect(found.map(\.rule.name) == ["class-tree"])
      #expect(found.map(\.severity) == [.error])
      #expect(
        found.first?.location == CfgLocation(file: folder.path("net.cfg"), line: 6, column: 10))
    }
  }

  @Test("one that is no tree is an error at its line")
  func broken() throws {
    let path = try folder.write("a -1\nb 7\nc 0\n", as: "x.tree")
    let found = try findings(tree: "x.tree")
    #expect(found.map(\.location.file) == [path])
    #expect(found.map(\.location.line) == [2])
  }
}
