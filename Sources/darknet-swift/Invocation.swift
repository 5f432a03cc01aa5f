import ArgumentParser
import CfgParser

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// One call of the program: its words, read and carried out.
struct Invocation {
  private let words: [String]

  /// A call with these words behind the program's name.
  init(_ words: [String]) { self.words = DarknetWords.translated(words) }

  /// Does what the words say, reports what goes wrong, and says how the program has to end.
  func run() -> ExitStatus {
    if words.isEmpty {
      _ = SystemCall.write(Array((DarknetSwift.helpMessage() + "\n").utf8)[...], to: STDERR_FILENO)
      return .usage
    }
    do {
      try checkCommand()
      try checkDashes()
      var command = try DarknetSwift.parseAsRoot(words)
      guard let runnable = command as? any RunnableCommand else {
        try command.run()
        return .success
      }
      return execute(runnable)
    } catch {
      return end(with: error)
    }
  }

  private func execute(_ command: any RunnableCommand) -> ExitStatus {
    let messages = command.messaging.messages
    do {
      return try command.execute(messages)
    } catch {
      let failure = Failure(error)
      messages.report(failure.error)
      return failure.status
    }
  }

  /// Help and the version are answers, everything else the parser throws is a fault of usage.
  private func end(with error: any Error) -> ExitStatus {
    let message = DarknetSwift.message(for: error)
    if DarknetSwift.exitCode(for: error) == .success {
      return (try? Output.print(message + "\n")) == nil ? .ioError : .success
    }
    let failure = error as? CommandError ?? UsageFault(message, command: command).error
    Messages(level: .normal, terminal: Terminal()).report(failure)
    return failure.status
  }

  /// The word that names a command, if one does.
  private var command: String? { words.first.flatMap { Self.commands.contains($0) ? $0 : nil } }

  private static let commands =
    DarknetSwift.configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]

  /// The parser would only say that the word is too many.
  private func checkCommand() throws(CommandError) {
    guard command == nil, !words[0].hasPrefix("-") else { return }
    let suggestion = Suggestion.nearest(to: words[0], among: Self.commands)
    throw .usage(
      "unknown command \(Wording.quoted(words[0]))",
      help: suggestion.map { "did you mean '\($0)'?" }
        ?? "the commands are \(Wording.list(Self.commands, "and"))")
  }

  /// Long options with one dash, as darknet has them, are known one by one; of any other the parser
  /// would make a bundle of short ones, and find `-h` in it.
  private func checkDashes() throws(CommandError) {
    let options = words.prefix { $0 != "--" }
    guard let word = options.first(where: Self.isUnknown) else { return }
    let longOptions = Self.longOptions(of: command)
    let suggestion = Suggestion.nearest(to: "-" + word, among: longOptions)
    let subject = ["darknet-swift", command].compactMap(\.self).joined(separator: " ")
    throw CommandError(
      .usage, subject, "unknown option \(Wording.quoted(word))",
      help: suggestion.map { "did you mean '\($0)'?" } ?? "see '\(subject) --help'")
  }

  private static func isUnknown(_ word: String) -> Bool {
    let letters = word.dropFirst().prefix { $0 != "=" }
    return word.hasPrefix("-") && letters.count > 2 && !["thresh", "hier", "nms"].contains(letters)
      && letters.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "_") }
  }

  private static func longOptions(of command: String?) -> Set<String> {
    let type = DarknetSwift.configuration.subcommands
      .first { $0.configuration.commandName == command }
    let help = DarknetSwift.helpMessage(for: type ?? DarknetSwift.self)
    return Set(help.matches(of: /--[a-z][a-z0-9-]+/).map { String($0.output) })
  }
}
