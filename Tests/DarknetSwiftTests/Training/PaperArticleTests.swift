import Foundation
import TestSupport
import Testing

/// What `Paper.md` names: suites of tests, and networks.
@Suite("the paper in the documentation")
struct PaperArticleTests {
  private static func article() throws -> String {
    let path = "Sources/Engine/Engine.docc/Paper.md"
    return try String(contentsOf: ShippedNetwork.package.appending(path: path), encoding: .utf8)
  }

  @Test("every point of the paper names suites that there are, or the command that shows it")
  func suites() throws {
    let folder = ShippedNetwork.package.appending(path: "Tests")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") }
    let known = try Set(
      files.flatMap { path in
        try String(contentsOf: folder.appending(path: path), encoding: .utf8)
          .matches(of: /struct (\w+Tests)\b/).map { String($0.1) }
      })
    let article = try Self.article()
    let named = Set(article.matches(of: /`(\w+Tests)`/).map { String($0.1) })
    #expect(named.count > 10)
    #expect(named.subtracting(known) == [])
    let points = article.split(separator: "\n### ").dropFirst()
    #expect(points.count == 10)
    for point in points { #expect(point.contains("Tests:") || point.contains("Test:")) }
  }

  @Test("files that it names are in the package")
  func files() throws {
    let named = try Set(
      Self.article().matches(of: /cfg\/[\w-]+\.cfg/).map { String($0.0) })
    #expect(named.count >= 3)
    for path in named {
      let file = ShippedNetwork.package.appending(path: path)
      #expect(FileManager.default.fileExists(atPath: file.path), "\(path)")
    }
  }
}
