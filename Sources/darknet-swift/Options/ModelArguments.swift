import ArgumentParser

/// The words behind a command's name: CFG, WEIGHTS and, where a command takes them, images.
struct ModelArguments: ParsableArguments {
  @Argument(
    help: "Network: a path, or the bare name of a bundled one (yolov2-voc, darknet19).",
    completion: WordCompletion.network)
  var cfg: String

  @Argument(
    help: ArgumentHelp(
      "Weights, which may be left out, then whatever the command works on.",
      valueName: "weights-and-inputs"),
    completion: WordCompletion.inputs)
  var others: [String] = []

  /// The words by what they mean; `command` is the command's name.
  ///
  /// - Throws: `CommandError` with status 64.
  func sorted(for command: String) throws(CommandError) -> ModelWords {
    try ModelWords(cfg: cfg, others: others, command: command)
  }

  /// As `sorted(for:)`, for commands that take nothing but a network.
  func sortedAlone(for command: String) throws(CommandError) -> ModelWords {
    let words = try sorted(for: command)
    guard let extra = words.rest.first else { return words }
    throw .usage(
      "'\(extra)' is neither a weights file nor anything else '\(command)' takes",
      help: "see 'darknet-swift \(command) --help'")
  }
}
