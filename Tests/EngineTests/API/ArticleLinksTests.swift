import Foundation
import TestSupport
import Testing

/// Symbols that the articles link to; the documentation's build checks them to the last label, but
/// needs a package of its own.
@Suite("links of the documentation")
struct ArticleLinksTests {
  private static let engine = ShippedNetwork.package.appending(path: "Sources/Engine")

  /// The contents of all files below the module whose names end so.
  private static func texts(_ suffix: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: engine.path)
      .filter { $0.hasSuffix(suffix) }
      .map { try String(contentsOf: engine.appending(path: $0), encoding: .utf8) }
  }

  @Test("articles link to types of the module alone; others stand between single backticks")
  func types() throws {
    let declaration = /public (?:final )?(?:class|enum|protocol|struct) (\w+)/
    let types = try Self.texts(".swift").flatMap { text in
      text.matches(of: declaration).map { String($0.1) }
    }
    let links = try Self.texts(".md").flatMap { text in
      text.matches(of: /``(\w+)[^`\n]*``/).map { String($0.1) }
    }
    #expect(links.count > 50)
    #expect(Set(links).subtracting(types + ["Engine"]) == [])
  }
}
