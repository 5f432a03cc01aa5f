/// Sections and keys that only one of the programs knows: the other has another network then.
enum ForkKeyRule: CfgRule {
  private static let rule = CheckRule(
    "fork-key", .note,
    "sections and keys that only the original Darknet knows, or only AlexeyAB's fork")
  static let rules = [rule]

  /// Names that are shown of a file's.
  private static let shown = 8

  static func findings(in review: CfgReview) -> [Finding] {
    [
      finding(ForkKeys.alexeyab, in: review, "AlexeyAB's fork", "the original"),
      finding(ForkKeys.pjreddie, in: review, "the original Darknet", "AlexeyAB's fork"),
    ].compactMap(\.self)
  }

  private static func finding(
    _ keys: ForkKeys, in review: CfgReview, _ program: String, _ other: String
  ) -> Finding? {
    let net = written(keys, in: review.net, type: "net")
    let found = net + review.layers.flatMap { written(keys, in: $0.section, type: $0.node.type) }
    guard let first = found.first else { return nil }
    var known: Set<String> = []
    let unique = found.map(\.name).filter { known.insert($0).inserted }
    let rest = unique.count - shown
    let names =
      rest > 0
      ? unique[..<shown].joined(separator: ", ") + " and \(rest) more"
      : Wording.list(unique, "and")
    let location = CfgLocation(file: review.document.file, line: first.line)
    return Finding(
      rule, at: location,
      "only \(program) knows \(names); \(other) ignores such keys, and runs no such sections")
  }

  private static func written(
    _ keys: ForkKeys, in section: CfgSection, type: String
  ) -> [(name: String, line: Int)] {
    if keys.sections.contains(type) { return [("[\(type)]", section.location.line)] }
    let own = keys.keys[type] ?? []
    return section.options.filter { own.contains($0.key) }
      .map { ("'\($0.key)' of [\(type)]", $0.line) }
  }
}
