import ArgumentParser

/// Where the arrays are.
struct ForwardOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The input.", valueName: "file"), completion: .file())
  var input: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the layers go; made if it is missing.", valueName: "folder"),
    completion: .directory)
  var output: String
}
