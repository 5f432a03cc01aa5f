import CfgParser

/// The text files beside a network: every text is read as each of them.
///
/// What was read is written out plainly and read again as the same.
enum TextTarget {
  /// A byte order mark: without it, one at the start of the first word would be taken for it.
  private static let mark = "\u{FEFF}"

  static func run(_ bytes: [UInt8]) throws(BrokenPromise) {
    if let names = try? NamesFile(parsingBytes: bytes, file: "net.names") { try check(names) }
    if let data = try? DataFile(parsingBytes: bytes, file: "net.data") { try check(data) }
    if let tree = try? ClassTree(parsingBytes: bytes, file: "net.tree") { try check(tree) }
    if let map = try? ClassMap(parsingBytes: bytes, file: "net.map") { try check(map) }
  }

  private static func check(_ names: NamesFile) throws(BrokenPromise) {
    try expect(names.labels.last != "", "the last label is empty")
    let again = try? NamesFile(
      parsing: mark + names.labels.joined(separator: "\n"), file: names.file)
    try expect(again?.labels == names.labels, "labels are read otherwise: \(names.labels)")
  }

  private static func check(_ data: DataFile) throws(BrokenPromise) {
    let text = mark + data.options.map { "\($0.key) = \($0.value)\n" }.joined()
    let again = try? DataFile(parsing: text, file: data.file)
    let options = again?.options.map { [$0.key, $0.value] }
    try expect(options == data.options.map { [$0.key, $0.value] }, "options are read otherwise")
    for option in data.options {
      try expect(data[option.key] == option.value, "'\(option.key)' has another value")
      try expect(!data.paths(for: option.key).isEmpty, "'\(option.key)' names no path")
      _ = try? data.int(option.key, in: 0...100)
    }
  }

  private static func check(_ tree: ClassTree) throws(BrokenPromise) {
    let lines = zip(tree.names, tree.parents).map { "\($0) \($1 ?? -1)" }
    let again = try? ClassTree(parsing: mark + lines.joined(separator: "\n"), file: tree.file)
    try expect(again == tree, "a tree is read otherwise: \(lines)")
    try expect(tree.groups.flatMap(Array.init) == Array(0..<tree.count), "groups leave nodes out")
    for (node, parent) in tree.parents.enumerated() {
      guard let parent else { continue }
      try expect(parent < node, "the parent of node \(node) comes behind it")
      try expect(!tree.isLeaf(parent), "node \(parent) has children and is a leaf")
    }
  }

  private static func check(_ map: ClassMap) throws(BrokenPromise) {
    let text = mark + map.classes.map(String.init).joined(separator: "\n")
    let again = try? ClassMap(parsing: text, file: map.file)
    try expect(again?.classes == map.classes, "a map is read otherwise: \(map.classes)")
    let isWithin = (try? map.check(classCount: 100)) != nil
    try expect(isWithin == map.classes.allSatisfy { $0 < 100 }, "a map fits a network it does not")
  }
}
