import CfgParser
import Testing
import TestSupport

@testable import Engine

/// What every registered layer must have; a new one that lacks something fails here.
@Suite("layer registry")
struct RegistryTests {
  static let names = LayerRegistry.all.map { $0.sectionNames[0] }

  @Test("every registered layer can be lowered", arguments: names)
  func lowerable(_ name: String) {
    #expect(LayerRegistry.type(named: name) is any Lowerable.Type)
  }

  @Test("every registered layer has a heading in Layers.md", arguments: names)
  func documented(_ name: String) throws {
    #expect(try LayerReference().keys[name] != nil)
  }

  @Test("every heading in Layers.md is a registered layer's, but for [net]")
  func nothingElse() throws {
    let headings = Set(try LayerReference().keys.keys)
    #expect(headings.subtracting(Self.names) == ["net"])
  }

  @Test("every key that Layers.md lists is one the layer reads", arguments: names)
  func keys(_ name: String) throws {
    let type = try #require(LayerRegistry.type(named: name))
    for key in try LayerReference().keys[name] ?? [] {
      #expect(Self.reads(key, type), "\(key)")
    }
  }

  @Test(
    "every registered layer occurs in a whole network that is compared layer by layer",
    arguments: names)
  func compared(_ name: String) throws {
    let fixtures = NetworkFixtureTests.fixtures
    let isCompared = try fixtures.cases(in: "networks").contains { folder in
      let document = try CfgDocument(contentsOf: fixtures.path("networks", folder, "net.cfg"))
      return document.sections.contains { section in
        LayerRegistry.type(named: section.name).map { $0.sectionNames[0] == name } ?? false
      }
    }
    #expect(isCompared)
  }

  /// Whether the layer knows the key: it complains about its value, or says nothing about it.
  private static func reads(_ key: String, _ type: any Layer.Type) -> Bool {
    // What some layers cannot do without stands behind the key, so that the key's value counts.
    let text = """
      [\(type.sectionNames[0])]
      \(key)=0
      layers=0
      from=0
      size=1
      anchors=1,1
      coords=4
      """
    do throws(CfgError) {
      let warnings = try type.warnings(text, at: 1)
      return !warnings.contains { $0.code == .unknownKey && $0.location.line == 2 }
    } catch {
      return error.location.line == 2
    }
  }
}
