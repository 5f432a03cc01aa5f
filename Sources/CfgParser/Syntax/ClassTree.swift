/// A `.tree` file: classes that are kinds of other classes, one a line, as `name parent`.
///
/// A parent is the number of an earlier line, counted from 0, or -1 for a root. Consecutive lines
/// with the same parent form a group, whose probabilities add up to 1. Further words in a line are
/// ignored; empty lines at the end are dropped.
///
/// - Reference: darknet `tree.c`, `read_tree`.
public struct ClassTree: Sendable, Hashable {
  /// The file as the caller wrote it.
  public let file: String
  /// The names of the nodes; a node's number is that of its class.
  public let names: [String]
  /// Each node's parent, nil for a root.
  public let parents: [Int?]
  /// The nodes that share a parent and follow each other; together they are all nodes, in order.
  public let groups: [Range<Int>]
  /// For each node the group of its children, nil for a leaf; the last, where there are several.
  public let children: [Int?]

  /// Takes text as a tree; `file` is what messages call it.
  ///
  /// - Throws: ``CfgError/Code/syntax`` for a line that is no name and number, and for a text
  ///   without lines; ``CfgError/Code/badReference`` for a parent that does not come before;
  ///   ``CfgError/Code/tooLarge``.
  public init(parsing text: String, file: String) throws(CfgError) {
    try self.init(parsingBytes: Array(text.utf8), file: file)
  }

  /// Takes the bytes of a file as a tree.
  ///
  /// - Throws: As ``init(parsing:file:)``.
  public init(parsingBytes bytes: [UInt8], file: String) throws(CfgError) {
    try self.init(TextFile(bytes: bytes, file: file))
  }

  /// Reads the tree in the file at `path`.
  ///
  /// - Throws: ``CfgError/Code/unreadable`` with the system's reason; otherwise as
  ///   ``init(parsing:file:)``.
  public init(contentsOf path: String) throws(CfgError) {
    try self.init(TextFile(contentsOf: path))
  }

  /// The number of nodes.
  public var count: Int { names.count }

  /// Whether no node has node `index` as its parent.
  public func isLeaf(_ index: Int) -> Bool { children[index] == nil }

  /// The nodes that no node has as its parent, ascending.
  public var leaves: [Int] { children.indices.filter(isLeaf) }

  private init(_ text: TextFile) throws(CfgError) {
    var (names, parents) = ([String](), [Int?]())
    for (index, line) in try text.texts(of: "nodes").enumerated() {
      let words = line.split { $0 == " " || $0 == "\t" }
      let location = CfgLocation(file: text.file, line: index + 1)
      names.append(words.first.map(String.init) ?? "")
      parents.append(try Self.parent(words.dropFirst().first, of: index, line, at: location))
    }
    (file, self.names, self.parents) = (text.file, names, parents)
    groups = Self.groups(parents)
    children = Self.children(of: groups, parents)
  }

  private static func parent(
    _ word: Substring?, of index: Int, _ line: String, at location: CfgLocation
  ) throws(CfgError) -> Int? {
    guard let word, let number = Int(word) else {
      throw CfgError(
        .syntax, at: location,
        "\(Wording.quoted(line)) is no node; a line is a name and the number of its parent",
        help: "a root has the parent -1")
    }
    guard number != -1 else { return nil }
    guard (0..<index).contains(number) else {
      let before =
        index == 0 ? "none comes before it" : "only nodes 0 to \(index - 1) come before it"
      throw CfgError(
        .badReference, at: location, "node \(index) has the parent \(number), but \(before)",
        help: "a root has the parent -1")
    }
    return number
  }

  private static func groups(_ parents: [Int?]) -> [Range<Int>] {
    var (groups, start) = ([Range<Int>](), 0)
    for index in parents.indices.dropFirst() where parents[index] != parents[index - 1] {
      groups.append(start..<index)
      start = index
    }
    return groups + [start..<parents.count]
  }

  private static func children(of groups: [Range<Int>], _ parents: [Int?]) -> [Int?] {
    var children = [Int?](repeating: nil, count: parents.count)
    for (group, nodes) in groups.enumerated() {
      if let parent = parents[nodes.lowerBound] { children[parent] = group }
    }
    return children
  }
}
