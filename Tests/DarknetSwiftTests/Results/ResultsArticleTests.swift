import Engine
import Foundation
import TestSupport
import Testing

@testable import darknet_swift

/// `Results.md` has what the command has.
@Suite("the article on results")
struct ResultsArticleTests {
  private let article: String

  init() throws {
    let path = "Sources/Engine/Engine.docc/Results.md"
    article = try String(
      contentsOf: ShippedNetwork.package.appending(path: path), encoding: .utf8)
  }

  @Test("it has a line for every format", arguments: DetectionFormat.allCases)
  func format(_ format: DetectionFormat) {
    #expect(article.contains("\n| `\(format.rawValue)` | "))
  }

  @Test("it names every schema", arguments: Schema.allCases)
  func schema(_ schema: Schema) {
    #expect(article.contains("`\(schema.name)`"))
  }

  @Test("it names every number that classes can have in COCO's results")
  func categories() {
    for choice in CocoCategories.allCases where choice != .auto {
      #expect(article.contains("`\(choice.rawValue)`") || article.contains(" \(choice.rawValue)`"))
    }
  }

  @Test("its example of CSV has the columns that are printed")
  func columns() {
    let form = CSVResults<[Detection]>(columns: DetectionPrinter.columns) { _ in [] }
    #expect(article.contains(form.frame.opening.replacing("\r\n", with: "\n")))
  }

  @Test("its examples of JSON are what the schemas say")
  func examples() throws {
    let lines = article.split(separator: "\n").filter { $0.hasPrefix(#"{"image": "#) }
    #expect(lines.count == 2)
    for line in lines {
      let object = try JSONResult.object(String(line))
      let name = try #require(object["schema"] as? String)
      let schema = try #require(Schema.allCases.first { $0.name == name })
      #expect(SchemaCheck.faults(object, try JSONResult.object(schema.text)) == [])
    }
  }

  @Test("its options are those of the help")
  func options() throws {
    let help = try CommandRunner()("detect", "--help").output
    let options = Set(article.matches(of: /--[a-z][a-z0-9-]+/).map { String($0.output) })
    #expect(options.count > 15)
    for option in options { #expect(help.contains(option), "\(option)") }
  }
}
