import ArgumentParser

/// What the help of our commands says about their options.
enum CommandHelp {
  /// The long options of a command, with their dashes; without a command those of the program.
  static func longOptions(of command: String?) -> Set<String> {
    Set(text(of: command).matches(of: /--[a-z][a-z0-9-]+/).map { String($0.output) })
  }

  /// All names of the options of a command behind which a value stands.
  static func valuedOptions(of command: String) -> Set<String> {
    // "  -o, --output <file>     File for the results, …"
    let lines = text(of: command).matches(of: /(?m)^  ((?:-[a-z0-9-]+, )*-[a-z0-9-]+) </)
    return Set(lines.flatMap { $0.output.1.split(separator: ", ").map(String.init) })
  }

  private static func text(of command: String?) -> String {
    let type = DarknetSwift.configuration.subcommands
      .first { $0.configuration.commandName == command }
    return DarknetSwift.helpMessage(for: type ?? DarknetSwift.self)
  }
}
