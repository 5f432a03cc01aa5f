import ArgumentParser
import CfgParser

/// The size of the network's input, for commands that are free to choose it.
struct SizeOptions: ParsableArguments {
  @Option(
    parsing: .unconditional, help: "Width of the network's input, in place of the cfg's.",
    transform: { try Count.parse($0, upTo: Limits.inputSize) })
  var width: Int?

  @Option(
    parsing: .unconditional, help: "Height of the network's input, in place of the cfg's.",
    transform: { try Count.parse($0, upTo: Limits.inputSize) })
  var height: Int?
}
