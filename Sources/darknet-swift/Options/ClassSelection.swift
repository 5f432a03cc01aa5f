import CfgParser

/// Finds the classes that words of a call mean: by name, or by number.
///
/// A name goes before a number, and means every class of that name.
struct ClassSelection {
  /// The names of the classes that detections can have.
  let labels: [String]

  /// The classes that a list means: names or numbers between commas, or one name with commas in it.
  ///
  /// - Throws: `CommandError` with status 64 for a class that there is not.
  func classes(_ list: String) throws(CommandError) -> Set<Int> {
    if let whole = found(list) { return whole }
    var classes: Set<Int> = []
    for word in list.split(separator: ",", omittingEmptySubsequences: false) {
      classes.formUnion(try named(word.trimmingPrefix { $0 == " " }.description))
    }
    return classes
  }

  /// The thresholds that entries such as `dog=.6` give; of two for one class the later counts.
  ///
  /// - Throws: `CommandError` with status 64.
  func thresholds(_ entries: [ClassThreshold]) throws(CommandError) -> [Int: Float] {
    var thresholds: [Int: Float] = [:]
    for entry in entries {
      for index in try named(entry.name) { thresholds[index] = entry.threshold }
    }
    return thresholds
  }

  private func named(_ name: String) throws(CommandError) -> Set<Int> {
    if let found = found(name) { return found }
    let suggestion = Suggestion.nearest(to: name, among: labels)
    throw .usage(
      "the network has no class \(Wording.quoted(name))",
      help: suggestion.map { "did you mean '\($0)'?" }
        ?? "classes go by name or by number, 0 to \(labels.count - 1)")
  }

  private func found(_ name: String) -> Set<Int>? {
    let named = labels.indices.filter { labels[$0] == name }
    if !named.isEmpty { return Set(named) }
    return Int(name).flatMap { labels.indices.contains($0) ? [$0] : nil }
  }
}
