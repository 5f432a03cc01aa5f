import ArgumentParser

/// A command of ours: does its work and says how the program has to end.
protocol RunnableCommand: ParsableCommand {
  /// How much it says.
  var messaging: MessageOptions { get }

  /// Does the work.
  ///
  /// - Throws: What keeps it from being done; see `Failure` for how that is reported.
  func execute(_ messages: Messages) throws -> ExitStatus
}

extension RunnableCommand {
  /// The command's name as it is called.
  static var name: String { configuration.commandName ?? "" }
}
