import ArgumentParser
import CfgParser
import Engine

/// `forward`: runs a network on an array, and writes what every layer gives.
struct ForwardCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forward",
    abstract: "Run a network on an array, and write every layer's output.",
    usage: "darknet-swift forward <cfg> [<weights>] --input <file> --output <folder> [<options>]",
    discussion: """
      The input is an NPY file: float32 of shape (channels, height, width), whose height and width become \
      the network's. The folder gets layer_000.npy, layer_001.npy and so on, one for every section behind \
      [net], each of shape (channels, height, width); vectors are (n, 1, 1).

      An input of shape (steps, channels, height, width) is a sequence: the network runs once a step, \
      recurrent layers remember what was before, and the folder gets what the layers give in the last step.

      EXAMPLE
        darknet-swift forward darknet19 darknet19.weights -i in.npy -o layers
      """)

  @OptionGroup var model: ModelArguments

  @OptionGroup(title: "Arrays") var arrays: ForwardOptions

  @OptionGroup(title: "Network") var options: NetworkOptions
  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func execute(_ messages: Messages) throws -> ExitStatus {
    let words = try model.sortedAlone(for: Self.name)
    let array = try InputArray(
      NpyArray(parsing: ByteSource.all(ofFile: RawPath(arrays.input)), named: arrays.input),
      path: arrays.input)
    let network = try model(words, array, messages)
    let file = try network.weightsPath(words.weights)
    let weights = try network.weights(at: file, options: options, messages: messages)
    let plan = try network.plan(
      weights, options: options, retainsActivations: true,
      expectedRunCount: array.steps.count, messages: messages)
    if options.precision != .float32 {
      messages.tell("\(arrays.output): layers are computed in \(options.precision.rawValue)")
    }
    try OutputFolder.prepare(arrays.output)
    var policy = OverwritePolicy(
      keeping: InputFiles([network.cfg, file, arrays.input].map { RawPath($0) }),
      existing: .replaced)
    var session = Session(plan)
    for step in array.steps {
      try session.setInput(step.span)
      try session.runReading()
    }
    for node in network.network.nodes {
      let shape = node.outputShape
      let layer = NpyArray(
        shape: [shape.channels, shape.height, shape.width], values: session.output(of: node.index))
      let path = path(ofLayer: node.index)
      if try policy.allows(path) { try CommandError.write(layer.encoded, to: path) }
    }
    messages.explain("\(arrays.output): \(network.network.nodes.count) layers")
    return .success
  }

  /// The network in the size of the array.
  private func model(
    _ words: ModelWords, _ array: InputArray, _ messages: Messages
  ) throws -> Model {
    let model = try Model(
      words.cfg, width: array.width, height: array.height, options: options, messages: messages)
    try array.check(model.network)
    return model
  }

  private func path(ofLayer index: Int) -> String {
    let digits = String(index)
    let zeros = String(repeating: "0", count: max(0, 3 - digits.count))
    return "\(arrays.output)/layer_\(zeros)\(digits).npy"
  }
}
