import ArgumentParser

/// What of a network is shown.
struct InfoOptions: ParsableArguments {
  @Option(help: "text is a table, json one object.")
  var format = ReportFormat.text

  @Flag(help: "Show the steps the network runs in, with their algorithms and memory.")
  var plan = false
}
