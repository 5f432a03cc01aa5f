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
  private let notes: [String]
  private let fault: CommandError?

  /// A call with these words behind the program's name.
  init(_ given: [String]) {
    do throws(CommandError) {
      let call = try DarknetCall(given, valuedOptions: CommandHelp.valuedOptions)
      let words = call?.words ?? given
      self.words = EnvironmentOptions.added(to: words) {
        CommandHelp.longOptions(of: words.first.flatMap { Self.commands.contains($0) ? $0 : nil })
      }
      notes = call.map { ["darknet's call is here: \(ShellWords.line($0.words))"] + $0.notes } ?? []
      fault = nil
    } catch {
      (words, notes, fault) = (given, [], error)
    }
  }

  /// Does what the words say, reports what goes wrong, and says how the program has to end.
  func run() -> ExitStatus {
    if words.isEmpty {
      _ = SystemCall.write(Array((DarknetSwift.helpMessage() + "\n").utf8)[...], to: STDERR_FILENO)
      return .usage
    }
    do {
      if let fault { throw fault }
      if isCompletion { return complete() }
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
    for note in notes { messages.explain(note) }
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
    guard DarknetSwift.exitCode(for: error) == .success else {
      return Self.end(
        error as? CommandError
          ?? UsageFault(
            message, command: command, help: EnvironmentOptions.help(on: message, in: words)
          ).error)
    }
    do throws(CommandError) {
      try Output.print(message + "\n")
      return .success
    } catch {
      return Self.end(error)
    }
  }

  private static func end(_ failure: CommandError) -> ExitStatus {
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
    let longOptions = CommandHelp.longOptions(of: command)
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

  /// Whether a shell asks what a word may become; the words behind that one are not ours to judge.
  private var isCompletion: Bool { words[0] == "---completion" }

  /// A shell that is told nothing offers nothing; a message would land in the line that is typed.
  private func complete() -> ExitStatus {
    do {
      var command = try DarknetSwift.parseAsRoot(words)
      try command.run()
      return .success
    } catch {
      // The parser hands the words over as an error without a fault.
      let text = DarknetSwift.message(for: error)
      guard DarknetSwift.exitCode(for: error) == .success else { return .usage }
      return (try? Output.print(text + "\n")) == nil ? .ioError : .success
    }
  }
}
