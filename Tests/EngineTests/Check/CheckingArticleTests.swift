import CfgParser
import Engine
import Foundation
import TestSupport
import Testing

/// The tables of `Checking.md` against the rules.
@Suite("rules in the documentation")
struct CheckingArticleTests {
  /// The rows that begin with a rule's name: name, severity, what it finds.
  private static func rows() throws -> [[String]] {
    let path = "Sources/Engine/Engine.docc/Checking.md"
    let text = try String(contentsOf: ShippedNetwork.package.appending(path: path), encoding: .utf8)
    return text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      line.dropFirst().dropLast().split(separator: "|", maxSplits: 2)
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  @Test("every rule has its row, in order, and none is missing")
  func complete() throws {
    let rules = (CfgCheck.rules + TreeCheck.rules + WeightsCheck.rules).map { rule in
      ["`\(rule.name)`", rule.severity.rawValue, rule.summary]
    }
    #expect(try Self.rows() == rules)
  }
}
