import CfgParser

/// The names of a network's classes, and where they come from.
struct LabelSource {
  /// One name a class.
  let labels: [String]
  /// What people are told about the source: the path of the list or the tree, or `class numbers`.
  let origin: String
  /// What was odd about the list, and about the data file.
  private(set) var warnings: [(subject: String, message: String)] = []

  /// Numbers in place of names.
  static func numbers(count: Int) -> LabelSource {
    LabelSource(labels: (0..<count).map { "class_\($0)" }, origin: "class numbers")
  }

  /// The names in `file`, one for each of `count` classes: what is missing becomes `class_17` and
  /// the like.
  static func list(_ file: NamesFile, path: String, count: Int) -> LabelSource {
    let labels =
      file.labels.prefix(count) + numbers(count: count).labels.dropFirst(file.labels.count)
    var source = LabelSource(labels: Array(labels), origin: path)
    source.warn(file.warnings)
    if file.labels.count != count {
      let rest =
        file.labels.count < count
        ? "the others are called class_\(file.labels.count) and so on" : "the rest is ignored"
      source.warnings.append(
        (path, "the list has \(file.labels.count) names for \(count) classes; \(rest)"))
    }
    return source
  }

  /// The names of a tree's nodes.
  static func tree(_ tree: ClassTree) -> LabelSource {
    LabelSource(labels: tree.names, origin: tree.file)
  }

  /// Adds what the front end found odd in a file.
  mutating func warn(_ found: [CfgWarning]) {
    warnings += found.map { ($0.location.description, $0.message) }
  }
}
