#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Options that may stand in the environment, for callers that cannot change the words of a call.
enum EnvironmentOptions {
  /// The options and their variables.
  static let variables = ["--compat": "DARKNET_SWIFT_COMPAT", "--threads": "DARKNET_SWIFT_THREADS"]

  /// The words of a call to one of our commands, with the options that it was not given, as far as
  /// the command has them `known`.
  static func added(
    to words: [String], known: () -> Set<String>,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> [String] {
    let added = variables.keys.sorted().compactMap { option -> String? in
      guard !isGiven(option, in: words[...]), let value = variable(of: option, environment),
        known().contains(option)
      else { return nil }
      return "\(option)=\(value)"
    }
    return words.prefix(1) + added + words.dropFirst()
  }

  /// The value that an option has in a call or else in the environment.
  static func value(
    of option: String, in words: ArraySlice<String>,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String? {
    guard let index = words.lastIndex(where: { isGiven(option, in: [$0]) }) else {
      return variable(of: option, environment)
    }
    let word = words[index]
    if word != option { return String(word.dropFirst(option.count + 1)) }
    return index + 1 < words.endIndex ? words[index + 1] : nil
  }

  /// What to say of a fault that is about the value of an option that nobody typed: `words` are those
  /// with the options from the environment, `message` says what the fault is.
  static func help(
    on message: String, in words: [String],
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String? {
    variables.lazy.compactMap { option, name -> String? in
      guard let value = environment[name], message.contains("'\(option)"),
        words.contains("\(option)=\(value)")
      else { return nil }
      return "\(name) in the environment is \(ShellWords.quoted(value))"
    }.first
  }

  /// Whether an option is among the words of a call.
  static func isGiven(_ option: String, in words: ArraySlice<String>) -> Bool {
    words.prefix { $0 != "--" }.contains { $0 == option || $0.hasPrefix(option + "=") }
  }

  /// An empty variable is as good as none.
  private static func variable(of option: String, _ environment: [String: String]) -> String? {
    variables[option].flatMap { environment[$0] }.flatMap { $0.isEmpty ? nil : $0 }
  }
}
