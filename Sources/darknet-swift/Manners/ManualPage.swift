/// The manual page of the program: all commands with their options, from the same words as the help.
struct ManualPage {
  /// The page, for `man`.
  let text: String

  /// The page of the program that `command` is, in this version.
  init(_ command: HelpTree.Command, version: String) {
    var roff = Roff()
    roff.request("TH", command.commandName.uppercased(), "1", "", "darknet-swift \(version)")
    roff.request("SH", "NAME")
    roff.parts([("R", "\(command.commandName) - \(Self.phrase(command.abstract))")])
    roff.request("SH", "SYNOPSIS")
    let shown = (command.subcommands ?? []).filter { $0.shouldDisplay && $0.commandName != "help" }
    for subcommand in shown {
      Self.writeSynopsis(of: subcommand, to: &roff)
      if subcommand.commandName != shown.last?.commandName { roff.request("br") }
    }
    roff.request("SH", "DESCRIPTION")
    roff.prose(command.abstract ?? "")
    roff.discussion(command.discussion ?? "")
    roff.request("SH", "COMMANDS")
    for subcommand in shown {
      roff.request("SS", subcommand.commandName)
      roff.prose(subcommand.abstract ?? "")
      roff.discussion(subcommand.discussion ?? "")
      Self.writeArguments(of: subcommand, to: &roff)
    }
    text = roff.text
  }

  private static func phrase(_ abstract: String?) -> String {
    let text = abstract ?? ""
    return text.prefix(1).lowercased() + text.dropFirst().prefix { $0 != ":" }
  }

  private static func writeSynopsis(of command: HelpTree.Command, to roff: inout Roff) {
    var parts: [(font: Character, text: String)] = [("B", "darknet-swift \(command.commandName)")]
    for word in (command.arguments ?? []) where word.kind == .positional && word.shouldDisplay {
      let name = "\(word.valueName ?? "")\(word.isRepeating ? " ..." : "")"
      parts += [
        ("R", word.isOptional ? " [" : " "), ("I", name), ("R", word.isOptional ? "]" : ""),
      ]
    }
    roff.parts(parts + [("R", " [options]")])
  }

  /// Groups in the order in which they first appear, those without a title first.
  private static func writeArguments(of command: HelpTree.Command, to roff: inout Roff) {
    let arguments = (command.arguments ?? []).filter { argument in
      argument.shouldDisplay
        && !(argument.names ?? []).contains { ["--help", "--version"].contains($0.text) }
    }
    var titles: [String?] = []
    for argument in arguments where !titles.contains(argument.sectionTitle) {
      titles.append(argument.sectionTitle)
    }
    for title in titles {
      if let title {
        roff.request("PP")
        roff.parts([("B", title)])
      }
      for argument in arguments where argument.sectionTitle == title { write(argument, to: &roff) }
    }
  }

  private static func write(_ argument: HelpTree.Argument, to roff: inout Roff) {
    roff.request("TP")
    var parts: [(font: Character, text: String)] = []
    for name in argument.names ?? [] {
      if !parts.isEmpty { parts.append(("R", ", ")) }
      parts.append(("B", name.text))
    }
    if argument.kind != .flag {
      if !parts.isEmpty { parts.append(("R", " ")) }
      parts.append(("I", argument.valueName ?? ""))
    }
    roff.parts(parts)
    roff.prose(([argument.abstract ?? ""] + remarks(argument)).joined(separator: " "))
  }

  private static func remarks(_ argument: HelpTree.Argument) -> [String] {
    var remarks: [String] = []
    if let values = argument.allValues, !values.isEmpty {
      remarks.append("Values: \(values.joined(separator: ", ")).")
    }
    if let value = argument.defaultValue, argument.kind == .option {
      remarks.append("Default: \(value).")
    }
    return remarks
  }
}
