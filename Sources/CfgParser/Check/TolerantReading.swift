/// Reads a section whose values may be wrong: an option that is refused is left out, and the rest
/// read again.
struct TolerantReading {
  /// Why options are refused.
  private(set) var faults: [CfgError] = []
  /// Keys that were left out.
  private var leftOut: Set<String> = []

  /// Options that are left out before nothing more is read of a section.
  private static let limit = 20

  /// Keys whose values have to suit those of others: they are not judged beside values that are
  /// wrong themselves.
  private static let dependent: Set<String> = [
    "anchors", "group_id", "groups", "mask", "numload", "padding", "size",
  ]

  /// What `read` makes of the section, or nothing where too little is right.
  mutating func result<Result>(
    of section: CfgSection, _ read: (CfgSection) throws(CfgError) -> Result
  ) -> Result? {
    var section = section
    while leftOut.count < Self.limit {
      do throws(CfgError) {
        return try read(section)
      } catch {
        let option = section.options.first { $0.line == error.location.line }
        if !isConsequence(error, of: option) { faults.append(error) }
        guard let option else { return nil }
        leftOut.insert(option.key)
        let rest = section.options.filter { $0.key != option.key }
        section = CfgSection(name: section.name, location: section.location, options: rest)
      }
    }
    return nil
  }

  /// What of the remarks on the section does not come from what was left out.
  func warnings(_ found: [CfgWarning], on section: CfgSection) -> [CfgWarning] {
    guard !leftOut.isEmpty else { return found }
    return found.filter { warning in
      let option = section.options.first { $0.line == warning.location.line }
      return option.map { !leftOut.union(Self.dependent).contains($0.key) } ?? false
    }
  }

  private func isConsequence(_ error: CfgError, of option: CfgOption?) -> Bool {
    guard !leftOut.isEmpty else { return false }
    if let option { return Self.dependent.contains(option.key) }
    return error.code != .missingKey || leftOut.contains { error.message.contains("'\($0)'") }
  }
}
