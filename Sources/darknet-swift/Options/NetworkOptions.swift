import ArgumentParser
import CfgParser
import Engine

/// How a network is made ready: the options of every command that runs one.
struct NetworkOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: "Threads, 1 to 1024; as many as there are processors unless given.",
    transform: { try Count.parse($0, upTo: 1024) })
  var threads: Int?

  @Option(
    parsing: .unconditional, help: "Width of the network's input, in place of the cfg's.",
    transform: { try Count.parse($0, upTo: Limits.inputSize) })
  var width: Int?

  @Option(
    parsing: .unconditional, help: "Height of the network's input, in place of the cfg's.",
    transform: { try Count.parse($0, upTo: Limits.inputSize) })
  var height: Int?

  @Flag(help: "Accept a weights file with more values than the network uses.")
  var allowTrailing = false

  @Flag(help: "Accept a weights file that ends early; the layers behind its end stay random.")
  var partial = false

  /// What may differ between the weights and the network.
  var leniency: NetworkWeights.Leniency {
    .init(allowsTrailing: allowTrailing, allowsPartial: partial)
  }
}
