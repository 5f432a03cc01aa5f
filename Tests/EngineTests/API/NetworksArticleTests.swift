import CfgParser
import Engine
import Foundation
import TestSupport
import Testing

/// The tables of `Networks.md` against what tests know of the shipped networks.
@Suite("networks in the documentation")
struct NetworksArticleTests {
  /// The cells of every row that begins with a network's name, by that name.
  private let rows: [String: [String]]

  init() throws {
    let text = try Self.text("Sources/Engine/Engine.docc/Networks.md")
    let cells = text.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let tables = cells.filter { $0.count >= 8 }
    rows = Dictionary(uniqueKeysWithValues: tables.map { ($0[0].filter { $0 != "`" }, $0) })
  }

  @Test("every shipped network has a row, and none besides")
  func complete() {
    #expect(rows.keys.sorted() == ShippedNetwork.all.map(\.name).sorted())
  }

  @Test("a row has the numbers of its network", arguments: ShippedNetwork.all)
  func numbers(_ shipped: ShippedNetwork) throws {
    let row = try #require(rows[shipped.name])
    let billions = Double(shipped.costs[0].operationCount) / 1e9
    #expect(row[2] == "\(shipped.size)×\(shipped.size)")
    #expect(row[3] == Wording.grouped(shipped.parameterCount))
    #expect(row[4] == String(format: "%.2f", billions))
    #expect(row[5] == Self.fileSize(of: shipped))
  }

  @Test(
    "a detector's row has its labels and how it takes pictures",
    arguments: ShippedNetwork.all.filter { $0.fit != nil })
  func detector(_ shipped: ShippedNetwork) throws {
    let row = try #require(rows[shipped.name])
    #expect(row[6] == shipped.classes.list.map { "`\($0)`" } ?? "–")
    #expect(row[7] == shipped.fit?.rawValue)
  }

  @Test(
    "a row claims no comparison that cannot be made",
    .enabled(
      if: ShippedNetwork.originals != nil,
      "skipped: outputs of the original programs are not beside the package"),
    arguments: ShippedNetwork.all)
  func claims(_ shipped: ShippedNetwork) throws {
    let row = try #require(rows[shipped.name])
    let origins = ["pjreddie": "the original", "alexeyab": "AlexeyAB"]
    let origin = shipped.published.flatMap { origins[String($0.prefix { $0 != "/" })] }
    #expect(row[row.count - 2] == origin ?? "–")
    #expect(row[row.count - 1] == Self.results(of: shipped))
  }

  @Test("the README names every shipped network", arguments: ShippedNetwork.all)
  func readme(_ shipped: ShippedNetwork) throws {
    #expect(try Self.text("README.md").contains("`\(shipped.name)`"))
  }

  /// The size of the published file; with either header where that is not known.
  private static func fileSize(of shipped: ShippedNetwork) -> String {
    let values = 4 * shipped.parameterCount
    let headers = shipped.headerByteCount.map { [$0] } ?? [16, 20]
    return headers.map { Wording.grouped($0 + values) }.joined(separator: " or ")
  }

  /// What the original programs' outputs for the network's cfg are outputs of.
  private static func results(of shipped: ShippedNetwork) -> String {
    guard let folder = ShippedNetwork.originals, let cfg = shipped.published else { return "–" }
    let kinds = [("forward", "layers"), ("detect", "boxes"), ("classify", "classes")]
    let found = kinds.filter { kind, _ in
      let path = folder.appending(path: "goldens/\(kind)/\(cfg).json.gz").path
      return FileManager.default.fileExists(atPath: path)
    }
    return found.isEmpty ? "–" : found.map(\.1).joined(separator: ", ")
  }

  private static func text(_ path: String) throws -> String {
    try String(contentsOf: ShippedNetwork.package.appending(path: path), encoding: .utf8)
  }
}
