import ArgumentParser
import Engine

/// How a network is made ready: the options of every command that runs one.
struct NetworkOptions: ParsableArguments {
  @Option(
    help: "Threads, 1 to 1024; as many as there are processors unless given.", transform: threads)
  var threads: Int?

  @Option(help: "Width of the network's input, in place of the cfg's.")
  var width: Int?

  @Option(help: "Height of the network's input, in place of the cfg's.")
  var height: Int?

  @Flag(help: "Accept a weights file with more values than the network uses.")
  var allowTrailing = false

  @Flag(help: "Accept a weights file that ends early; the layers behind its end stay random.")
  var partial = false

  /// What may differ between the weights and the network.
  var leniency: NetworkWeights.Leniency {
    .init(allowsTrailing: allowTrailing, allowsPartial: partial)
  }

  private static func threads(_ text: String) throws -> Int {
    guard let count = Int(text), (1...1024).contains(count) else {
      throw ValidationError("a number from 1 to 1024 is needed")
    }
    return count
  }
}
