import ArgumentParser

/// `manual`: prints the manual page.
struct ManualCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual",
    abstract: "Print the manual page of all commands, for 'man'.",
    discussion: """
      'make install' puts it in its place. Completions for shells come from \
      --generate-completion-script bash, zsh or fish.

      EXAMPLE
        darknet-swift manual | man -l -
      """)

  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func execute(_ messages: Messages) throws -> ExitStatus {
    guard let help = HelpTree.program else {
      throw CommandError(.internalError, "darknet-swift", "the help cannot be read")
    }
    let page = ManualPage(help.command, version: DarknetSwift.configuration.version)
    try Output.print(page.text)
    return .success
  }
}
