import Foundation

/// What `Layers.md` of the documentation says: a heading for every section type, with a table of
/// its keys.
struct LayerReference: Sendable {
  /// The keys in the table below each heading `### [name]`, in order; empty where it has no table.
  let keys: [String: [String]]

  init() throws {
    let url = URL(filePath: #filePath)
      .appending(path: "../../../../Sources/Engine/Engine.docc/Layers.md").standardized
    var (keys, name) = ([String: [String]](), String?.none)
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
      if let heading = line.firstMatch(of: /^### \[(\w+)\]/) {
        name = String(heading.1)
        keys[String(heading.1)] = []
      } else if line.hasPrefix("#") {
        name = nil
      } else if let name, let row = line.firstMatch(of: /^\| (\w+) \|/), row.1 != "key" {
        keys[name]?.append(String(row.1))
      }
    }
    self.keys = keys
  }
}
