import CfgParser

/// A call in Darknet's own words, which people have in their fingers and their scripts, in ours.
///
/// Flags with one dash may stand anywhere, each with its value behind it; what is left are the data
/// file, the cfg, the weights and the images, in that order. Options of ours may stand between them.
struct DarknetCall: Hashable {
  /// Our words for it.
  private(set) var words: [String]
  /// What became of flags that mean nothing here, for people.
  private(set) var notes: [String] = []

  /// Translates a call; nil where its words are ours already.
  ///
  /// - Parameters:
  ///   - given: What follows the program's name.
  ///   - options: The options of a command of ours behind which a value stands.
  /// - Throws: `CommandError` with status 64 for what there is not here.
  init?(
    _ given: [String], valuedOptions options: (String) -> Set<String>
  ) throws(CommandError) {
    guard let command = DarknetCommand.named(given) else {
      if let absence = DarknetAbsence.named(given) { throw absence.error }
      return nil
    }
    let flags = DarknetFlags.flags(of: command)
    if command.isOurs, !given.prefix(while: { $0 != "--" }).contains(where: { flags[$0] != nil }) {
      return nil
    }
    words = [command.work.rawValue]
    try add(
      given.dropFirst(command.words.count), of: command, flags,
      valuedOptions: options(command.work.rawValue))
    if !command.isOurs { addDefaults(of: command) }
  }

  private mutating func add(
    _ given: ArraySlice<String>, of command: DarknetCommand, _ flags: [String: DarknetFlag],
    valuedOptions: Set<String>
  ) throws(CommandError) {
    let outputIsJSON = Self.outputIsJSON(given)
    var (rest, wantsData) = (given, command.takesData)
    while let word = rest.popFirst() {
      if let flag = flags[word] {
        let value = flag.takesValue ? rest.popFirst() : ""
        guard let value else { throw Self.fault(command, "'\(word)' needs a value") }
        try add(flag, value, of: command, outputIsJSON: outputIsJSON)
      } else if word == "--" {
        words += [word] + rest
        return
      } else if word.hasPrefix("-"), word != "-" {
        words += [word] + (valuedOptions.contains(word) ? rest.popFirst().map { [$0] } ?? [] : [])
      } else {
        words += wantsData ? ["--data", word] : [word]
        wantsData = false
      }
    }
  }

  private mutating func add(
    _ flag: DarknetFlag, _ value: String, of command: DarknetCommand,
    outputIsJSON: (String) -> Bool
  ) throws(CommandError) {
    switch flag.meaning {
    case .option(let option): words += [option, value]
    case .count(let option): words += value == "0" ? [] : [option, value]
    case .words(let ours): words += ours
    case .output where outputIsJSON(value): words += ["--darknet-json", value]
    case .output: words += ["--predictions", value + ".jpg"]
    case .nothing(let reason): notes.append("\(flag.name) means nothing here: \(reason)")
    case .refused(let reason, let help):
      throw Self.fault(command, "'\(flag.name)' cannot be had: \(reason)", help: help)
    }
  }

  private mutating func addDefaults(of command: DarknetCommand) {
    // In Darknet's order a cfg without an image is a dialogue, whoever leads it.
    if command.work == .detect || command.work == .classify { words.insert("--ask", at: 1) }
    words.insert(contentsOf: command.flags, at: 1)
    for (option, value) in command.defaults
    where !EnvironmentOptions.isGiven(option, in: words[...]) {
      // A file for results takes them as JSON.
      if option == "--format", words.contains("--results") { continue }
      words.insert(contentsOf: [option, value], at: 1)
    }
  }

  /// Whether the file of `-out` is JSON: in AlexeyAB's fork always, in the original never, and here
  /// if it is called so.
  private static func outputIsJSON(_ words: ArraySlice<String>) -> (String) -> Bool {
    switch EnvironmentOptions.value(of: "--compat", in: words) {
    case "alexeyab": { _ in true }
    case "pjreddie": { _ in false }
    default: { $0.lowercased().hasSuffix(".json") }
    }
  }

  private static func fault(
    _ command: DarknetCommand, _ message: String, help: String? = nil
  ) -> CommandError {
    let subject = (["darknet-swift"] + command.words).joined(separator: " ")
    return CommandError(.usage, subject, message, help: help)
  }
}
