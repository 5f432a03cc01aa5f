import ArgumentParser
import CfgParser
import Engine

/// `partial`: cuts weights behind some layers, for training that begins with those.
struct PartialCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "partial",
    abstract: "Write the weights of a network's first layers.",
    usage: "darknet-swift partial <cfg> <weights> <output> <count> [<options>]",
    discussion: """
      What is written is what networks are trained from that share those layers: darknet19.conv.23 are the \
      first 23 layers of darknet19. The number of images seen in training becomes 0, as in Darknet, whose \
      call is the same.

      EXAMPLE
        darknet-swift partial darknet19 darknet19.weights darknet19.conv.23 23

      EXIT STATUS
        0 done, 64 usage, 65 bad data, 66 a file is missing, 73 or 74 no output
      """)

  @Argument(
    help: "Network: a path, or the bare name of a bundled one.",
    completion: WordCompletion.network)
  var cfg: String

  @Argument(help: "Its weights.", completion: .file(extensions: ["weights", "backup"]))
  var weights: String

  @Argument(help: "The file that is written, such as darknet19.conv.23.", completion: .file())
  var output: String

  @Argument(
    help: "How many layers, from the first on, numbered as in 'info'.",
    transform: { try Count.parse($0, upTo: Limits.layerCount) })
  var count: Int

  @OptionGroup(title: "Network") var options: CompatOptions
  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func execute(_ messages: Messages) throws -> ExitStatus {
    let compat = options.compat
    let path = try CfgLocator().locate(cfg)
    let network = try Network(CfgDocument(contentsOf: path), compatibility: compat)
    messages.warn(network.warnings)
    let layerCount = network.nodes.count
    guard count <= layerCount else {
      throw CommandError.usage("\(path) has \(layerCount) layers, not \(count)")
    }
    guard !InputFiles([RawPath(path), RawPath(weights)]).contains(RawPath(output)) else {
      throw CommandError.usage("the output would replace the input '\(output)'")
    }
    var leniency = compat.leniency
    // Of a file that is a part itself, a smaller part can be made.
    leniency.allowsPartial = true
    let found = try NetworkWeights(
      WeightsFile(contentsOf: weights), for: network, allowing: leniency)
    guard found.loadedLayerCount >= count else {
      throw CommandError(
        .badData, weights,
        "the file has the weights of \(found.loadedLayerCount) layers, not of \(count)")
    }
    try found.write(to: output, for: network, upTo: count, seen: 0)
    messages.tell("\(output): the weights of layers 0 to \(count - 1)")
    return .success
  }
}
