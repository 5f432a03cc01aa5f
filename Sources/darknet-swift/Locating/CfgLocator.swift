import CfgParser

/// Finds the network a word of the call means: the file of that path, else the shipped one of that
/// name.
struct CfgLocator {
  /// What is looked through behind the path itself.
  let shipped: ShippedFiles

  init(_ shipped: ShippedFiles = ShippedFiles()) { self.shipped = shipped }

  /// The path of the cfg that `word` names; shipped ones go with and without `.cfg`.
  ///
  /// - Throws: `CommandError` with status 66, which offers the nearest shipped name.
  func locate(_ word: String) throws(CommandError) -> String {
    let status = SystemCall.status(of: RawPath(word))
    if let status, !status.isFolder { return word }
    guard !word.isEmpty, !word.contains("/") else {
      if status != nil { throw CommandError(.badData, word, "is a folder, not a cfg file") }
      throw CommandError(.noInput, word, "no such file")
    }
    if let path = shipped.path(of: word) ?? shipped.path(of: word + ".cfg"), isCfg(path) {
      return path
    }
    throw CommandError(
      .noInput, word, "no such file, here or among the bundled ones", help: suggestion(for: word))
  }

  private func isCfg(_ path: String) -> Bool { path.hasSuffix(".cfg") }

  private func suggestion(for word: String) -> String? {
    let names = shipped.names(endingIn: ".cfg")
    let wanted = word.hasSuffix(".cfg") ? word : word + ".cfg"
    if let name = Suggestion.nearest(to: wanted, among: names) { return "did you mean '\(name)'?" }
    return names.isEmpty ? nil : "bundled are \(Wording.list(names, "and"))"
  }
}
