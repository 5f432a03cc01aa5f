import Foundation
import Testing
import TestSupport

/// The tests that `Compatibility.md` names as proof: they have to be there.
@Suite("proofs in the documentation")
struct CompatibilityArticleTests {
  private static let package = URL(filePath: #filePath).appending(path: "../../../..").standardized

  /// The lines that say by which tests a paragraph is held.
  private static func proofs() throws -> [String] {
    let article = package.appending(path: "Sources/Engine/Engine.docc/Compatibility.md")
    return try String(contentsOf: article, encoding: .utf8).split(separator: "\n")
      .filter { $0.hasPrefix("Held by: ") }.map(String.init)
  }

  /// All test sources of the engine in one piece, each title behind its parenthesis.
  private static func sources() throws -> String {
    let folder = package.appending(path: "Tests/EngineTests")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return try files.filter { $0.hasSuffix(".swift") }
      .map { try String(contentsOf: folder.appending(path: $0), encoding: .utf8) }.joined()
      .replacing(/@(Suite|Test)\(\s+"/) { "@\($0.1)(\"" }
  }

  @Test("every suite and every test it names exists")
  func tests() throws {
    let (proofs, sources) = (try Self.proofs(), try Self.sources())
    #expect(proofs.count > 10)
    for proof in proofs {
      for name in proof.matches(of: /"[^"]+"/) {
        #expect(
          sources.contains("@Suite(\(name.0)") || sources.contains("@Test(\(name.0)"),
          "\(name.0)")
      }
    }
  }

  @Test("every network it names is among the fixtures")
  func networks() throws {
    let cases = NetworkFixtureTests.fixtures.cases(in: "networks")
    let names = try Self.proofs().flatMap { $0.matches(of: /`([^`]+)`/).map { String($0.1) } }
    #expect(names.count >= 5)
    #expect(Set(names).subtracting(cases) == [])
  }
}
