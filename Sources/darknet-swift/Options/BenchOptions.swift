import ArgumentParser

/// What is timed, and what of it is shown.
struct BenchOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "How often the network is run; about three seconds long unless given.",
    transform: Count.parse)
  var iterations: Int?

  @Option(
    parsing: .unconditional,
    help: "Images run together, 1 unless given; times are for all of them.",
    transform: { try Count.parse($0, upTo: 65_536) })
  var batch = 1

  @Flag(
    help: """
      Time a step of training on random images and truths instead: forward, loss, backward, update.
      """)
  var train = false

  @Flag(help: "Show the time of every step as well.")
  var layers = false

  @Option(
    help: ArgumentHelp(
      "Write a run's steps as a trace for chrome://tracing or Perfetto.", valueName: "file"),
    completion: .file())
  var trace: String?

  @Flag(help: "Print one JSON object on one line.")
  var json = false

  func validate() throws {
    guard train, layers || trace != nil else { return }
    throw ValidationError("--train has no --layers and no --trace")
  }
}
