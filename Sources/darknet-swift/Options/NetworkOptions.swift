import ArgumentParser
import CfgParser
import Engine

/// How a network is made ready: the options of every command that runs one.
struct NetworkOptions: ParsableArguments {
  @Option(
    help: """
      Whose behaviour counts where the programs differ: resizing, thresholds, suppression, batch \
      normalisation, order of weights, form of the text.
      """)
  var compat = Compatibility.recommended

  @Option(
    parsing: .unconditional,
    help: "Threads, 1 to 1024; as many as there are processors unless given.",
    transform: { try Count.parse($0, upTo: 1024) })
  var threads: Int?

  @Flag(
    help:
      "Time the algorithms of every convolution first, and take the fastest; pays for many runs."
  )
  var tune = false

  @Option(
    help: ArgumentHelp(
      "fp32, or bf16 where that is faster: 8 bits of activations and weights are multiplied.",
      valueName: "precision"))
  var precision = Precision.float32

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Memory the program may take, such as 512M or 2G; a network that takes more is an error before \
      it is read. What the machine or the container has unless given.
      """, valueName: "size"),
    transform: ByteSize.parse)
  var maxMemory: Int?

  @Flag(help: "Accept a weights file with more values than the network uses.")
  var allowTrailing = false

  @Flag(help: "Accept a weights file that ends early; the layers behind its end stay random.")
  var partial = false

  /// Makes sure that nothing is asked for that training cannot do.
  ///
  /// - Throws: `CommandError` with status 64.
  func checkForTraining() throws(CommandError) {
    guard !tune, precision == .float32 else {
      throw .usage("steps of training take neither --tune nor --precision")
    }
  }

  /// What may differ between the weights and the network.
  var leniency: NetworkWeights.Leniency {
    var leniency = compat.leniency
    leniency.allowsTrailing = leniency.allowsTrailing || allowTrailing
    leniency.allowsPartial = leniency.allowsPartial || partial
    return leniency
  }
}
