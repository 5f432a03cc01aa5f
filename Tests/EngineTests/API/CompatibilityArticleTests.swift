import Foundation
import Testing
import TestSupport

/// The tests that `Compatibility.md` names as proof: they have to be there.
@Suite("proofs in the documentation")
struct CompatibilityArticleTests {
  private static let package = URL(filePath: #filePath).appending(path: "../../../..").standardized

  private static func lines() throws -> [String] {
    let article = package.appending(path: "Sources/Engine/Engine.docc/Compatibility.md")
    return try String(contentsOf: article, encoding: .utf8).split(separator: "\n")
      .map(String.init)
  }

  /// The lines that say by which tests a paragraph is held.
  private static func proofs() throws -> [String] {
    try lines().filter { $0.hasPrefix("Held by: ") }
  }

  /// The rows of the table of sets, by their cells.
  private static func sets() throws -> [[String]] {
    try lines().drop { !$0.hasPrefix("| what | recommended |") }.prefix { $0.hasPrefix("|") }
      .dropFirst(2)
      .map { row in
        row.dropFirst().dropLast().split(separator: "|")
          .map { $0.trimmingCharacters(in: .whitespaces) }
      }
  }

  /// All test sources in one piece, each title behind its parenthesis.
  private static func sources() throws -> String {
    let folder = package.appending(path: "Tests")
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

  @Test("every row of the table of sets names the one test that holds it, and tells programs apart")
  func sets() throws {
    let (rows, sources) = (try Self.sets(), try Self.sources())
    #expect(rows.count >= 15)
    for row in rows {
      try #require(row.count == 5)
      #expect(sources.contains("@Test(\(row[4])"), "\(row[4])")
      #expect(Set(row[1...3]).count > 1)
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
