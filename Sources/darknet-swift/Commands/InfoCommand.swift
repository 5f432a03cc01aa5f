import ArgumentParser
import CfgParser
import Engine

/// `info`: shows a network's layers, and checks weights against them.
struct InfoCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Show a network's layers, and check weights against them.",
    usage: "darknet-swift info <cfg> [<weights>] [<options>]",
    discussion: """
      The table has a line for every layer, numbered as Darknet numbers them, then totals: parameters, \
      BFLOPs (two for every multiply-add, in billions), the size of the weights file, memory for \
      activations; then the sections and keys that mean nothing to inference, and are ignored. Weights that \
      do not fit are an error (exit status 65).

      EXAMPLES
        darknet-swift info yolov2-voc
        darknet-swift info my.cfg my.weights
        darknet-swift info yolov2-voc --width 544 --height 544
        darknet-swift info yolov2-voc --plan --tune
        darknet-swift info darknet19 --format json | jq .bflops
      """)

  @OptionGroup var model: ModelArguments

  @OptionGroup(title: "Table") var table: InfoOptions

  @OptionGroup(title: "Network") var size: SizeOptions
  @OptionGroup(title: "Network") var options: NetworkOptions
  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func execute(_ messages: Messages) throws -> ExitStatus {
    let words = try model.sortedAlone(for: Self.name)
    let model = try Model(
      words.cfg, width: size.width, height: size.height, options: options, messages: messages)
    let file = try words.weights.map { try WeightsFile(contentsOf: $0) }
    let weights = try file.map { try model.weights(in: $0, options: options, messages: messages) }
    var description = NetworkDescription(model.network)
    if let file, let weights { description.weights = .init(file: file, weights: weights) }
    if table.plan {
      let random = NetworkWeights(randomFor: model.network)
      description.plan =
        try model.plan(weights ?? random, options: options, messages: messages).summary
    }
    try Output.print(table.format == .text ? description.text : description.json.rendered + "\n")
    return .success
  }
}
