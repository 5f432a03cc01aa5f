import ArgumentParser

/// How much the command says, and in which colours: the options every command has.
struct MessageOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing but errors.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Tell what was chosen: names, resizing, kernels, memory.")
  var verbose = false

  @Option(help: "Colour in messages: auto is on a terminal unless NO_COLOR is set.")
  var color = ColorChoice.auto

  func validate() throws {
    if quiet, verbose { throw ValidationError("--quiet and --verbose contradict each other") }
  }

  /// Where messages go.
  var messages: Messages {
    Messages(
      level: quiet ? .quiet : verbose ? .verbose : .normal, terminal: Terminal(color: color))
  }
}
