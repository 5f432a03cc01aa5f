import ArgumentParser

/// Where the arrays of `step` are, and where the weights go.
struct StepOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The images of every step.", valueName: "file"), completion: .file())
  var input: String

  @Option(
    help: ArgumentHelp("The truths of every step.", valueName: "file"), completion: .file())
  var truth: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the weights go after the last step.", valueName: "file"),
    completion: .file())
  var output: String
}
