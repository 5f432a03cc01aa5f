/// Sections and keys that only one of the programs knows: the other has another network then.
enum ForkKeyRule: CfgRule {
  private static let rule = CheckRule(
    "fork-key", .note,
    "sections and keys that only the original Darknet knows, or only AlexeyAB's fork")
  static let rules = [rule]

  static func findings(in review: CfgReview) -> [Finding] {
    [
      finding(ForkKeys.alexeyab, in: review, "AlexeyAB's fork", "the original"),
      finding(ForkKeys.pjreddie, in: review, "the original Darknet", "AlexeyAB's fork"),
    ].compactMap(\.self)
  }

  private static func finding(
    _ keys: ForkKeys, in review: CfgReview, _ program: String, _ other: String
  ) -> Finding? {
    let found =
      written(keys, in: review.net, type: "net")
      + review.layers.flatMap { written(keys, in: $0.section, type: $0.node.type) }
    guard let first = found.first else { return nil }
    return Finding(
      rule, at: CfgLocation(file: review.document.file, line: first.line),
      "only \(program) knows \(text(found)); \(other) ignores such keys, and runs no such sections")
  }

  /// Every name once: `[route] groups, group_id; [sam]`.
  private static func text(_ found: [Name]) -> String {
    var (sections, keys): ([String], [String: [String]]) = ([], [:])
    for name in found {
      if keys[name.section] == nil { sections.append(name.section) }
      let known = keys[name.section, default: []]
      keys[name.section] = known + [name.key].compactMap(\.self).filter { !known.contains($0) }
    }
    return sections.map { section in
      (["[\(section)]"] + [keys[section, default: []].joined(separator: ", ")])
        .filter { !$0.isEmpty }.joined(separator: " ")
    }.joined(separator: "; ")
  }

  /// A section that only one program knows, or a key of one that both know.
  private struct Name {
    let section: String
    let key: String?
    let line: Int
  }

  private static func written(
    _ keys: ForkKeys, in section: CfgSection, type: String
  ) -> [Name] {
    if keys.sections.contains(type) {
      return [Name(section: type, key: nil, line: section.location.line)]
    }
    let own = keys.keys[type] ?? []
    return section.options.filter { own.contains($0.key) }
      .map { Name(section: type, key: $0.key, line: $0.line) }
  }
}
