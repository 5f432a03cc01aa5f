import CfgParser
import Foundation
import Testing

@Suite("registry of layers")
struct LayerRegistryTests {
  @Test("types stand in alphabetical order and share no name")
  func order() {
    let names = LayerRegistry.all.map { $0.sectionNames[0] }
    let types = LayerRegistry.all.map { String(describing: $0) }
    #expect(types == types.sorted())
    #expect(Set(names).count == names.count)
  }

  @Test(
    "short names are those of darknet",
    arguments: [
      ("conv", "convolutional"), ("conn", "connected"), ("max", "maxpool"), ("avg", "avgpool"),
      ("local_avg", "local_avgpool"), ("soft", "softmax"), ("silence", "empty"),
      ("deconv", "deconvolutional"), ("lrn", "normalization"),
    ])
  func aliases(_ alias: String, _ name: String) {
    #expect(LayerRegistry.type(named: alias)?.sectionNames[0] == name)
  }

  @Test("every name of a section has a row in CfgParser.md, and there are no others")
  func documented() throws {
    let article = URL(filePath: #filePath).appending(
      path: "../../../../Sources/CfgParser/CfgParser.docc/CfgParser.md")
    let rows = try String(contentsOf: article.standardized, encoding: .utf8)
      .split(separator: "\n").drop { $0 != "### Sections" }.filter { $0.hasPrefix("| `[") }
    let written = rows.flatMap { row in
      row.split(separator: "|")[0].split { "`[], ".contains($0) }.map(String.init)
    }
    let known = LayerRegistry.all.flatMap { $0.sectionNames } + ["net", "network"]
    #expect(written.sorted() == known.sorted())
  }

  @Test("names are told by case, as in darknet")
  func caseSensitive() {
    #expect(LayerRegistry.type(named: "Convolutional") == nil)
    #expect(fault(of: net("[Convolutional]"))?.help == "did you mean '[convolutional]'?")
  }
}
