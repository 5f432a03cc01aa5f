import Foundation
import Testing

/// The documentation's examples against the file in which they are compiled.
@Suite("examples of the documentation")
struct EmbeddingTests {
  private static let package = URL(filePath: #filePath).appending(path: "../../../..").standardized

  /// The lines of a file without indentation and empty ones.
  private static func lines(_ path: String) throws -> [String] {
    try String(contentsOf: package.appending(path: path), encoding: .utf8)
      .split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  /// The blocks of Swift in an article, imports aside.
  private static func examples(of article: String) throws -> [[String]] {
    var (examples, isInside) = ([[String]](), false)
    for line in try lines("Sources/Engine/Engine.docc/\(article).md") {
      if line.hasPrefix("```") {
        if line == "```swift" { examples.append([]) }
        isInside = line == "```swift"
      } else if isInside, !line.hasPrefix("import ") {
        examples[examples.count - 1].append(line)
      }
    }
    return examples
  }

  @Test("every example of an article is compiled as it stands", arguments: ["Embedding"])
  func compiled(_ article: String) throws {
    let compiled = try Self.lines("Tests/EngineTests/API/EmbeddingExamples.swift")
      .joined(separator: "\n").replacingOccurrences(of: "static func", with: "func")
    let examples = try Self.examples(of: article)
    #expect(examples.count >= 8)
    for example in examples {
      let text = example.joined(separator: "\n")
      #expect(compiled.contains(text), "\(text)")
    }
  }
}
