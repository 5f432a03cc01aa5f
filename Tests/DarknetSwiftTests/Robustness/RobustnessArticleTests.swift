import Foundation
import TestSupport
import Testing

/// The table of `Robustness.md` against the tests that it names.
@Suite("bad inputs in the documentation")
struct RobustnessArticleTests {
  /// A row that says what happens: its number, and the suites and names of the tests that hold it.
  struct Row: Sendable, CustomTestStringConvertible {
    let number: Int
    let tests: [(suite: String, name: String)]
    var testDescription: String { "row \(number)" }
  }

  /// Rows begin with a number; tests are written `Suite` "name" in the last cell.
  private static let rows: [Row] = {
    let path = "Sources/Engine/Engine.docc/Robustness.md"
    let article = ShippedNetwork.package.appending(path: path)
    let lines = ((try? String(contentsOf: article, encoding: .utf8)) ?? "").split(separator: "\n")
    return lines.compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 4, let number = Int(cells[0]), let last = cells.last else {
        return nil
      }
      return Row(
        number: number,
        tests: last.matches(of: /`(?<suite>\w+)` "(?<name>[^"]+)"/).map {
          (String($0.output.suite), String($0.output.name))
        })
    }
  }()

  /// The texts of all tests, by the name of their file.
  private static let sources: [String: String] = {
    let folder = ShippedNetwork.package.appending(path: "Tests")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var sources: [String: String] = [:]
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      sources[file.deletingPathExtension().lastPathComponent] = try? String(
        contentsOf: file, encoding: .utf8)
    }
    return sources
  }()

  @Test("every kind of input has its row, in order")
  func complete() { #expect(Self.rows.map(\.number) == Array(1...78)) }

  @Test("a row names tests that there are", arguments: rows)
  func tests(of row: Row) {
    // Which paths a data file may name is a matter of servers.
    #expect(row.tests.isEmpty == (row.number == 53))
    for test in row.tests {
      #expect(
        Self.sources[test.suite]?.contains("\"\(test.name)\"") == true,
        "\(test.suite) has no test \"\(test.name)\"")
    }
  }
}
