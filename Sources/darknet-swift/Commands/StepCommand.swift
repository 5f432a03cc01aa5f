import ArgumentParser
import CfgParser
import Engine
import Trainer

/// `step`: makes a few steps of training on fixed data.
struct StepCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step",
    abstract: "Make a few steps of training on arrays, and write the weights.",
    usage:
      "darknet-swift step <cfg> <weights> --input <file> --truth <file> --output <file> [<options>]",
    discussion: """
      The input is an NPY file: float32 of shape (steps, batch, channels, height, width); the truths are one \
      of shape (steps, batch, n), as Darknet's layers take them: five numbers a box for [region] and [yolo], \
      x, y, width, height and class, a box with x = 0 ends the list. The cfg's batch, subdivisions, learning \
      rate, policy, momentum and decay count, nothing is random. Prints {"loss": [one a step]}.

      EXAMPLE
        darknet-swift step tiny.cfg tiny.weights -i in.npy --truth t.npy -o a.weights
      """)

  @OptionGroup var model: ModelArguments

  @OptionGroup(title: "Arrays") var arrays: StepOptions

  @OptionGroup(title: "Network") var options: NetworkOptions
  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func execute(_ messages: Messages) throws -> ExitStatus {
    let words = try model.sortedAlone(for: Self.name)
    let data = try StepArrays(input: arrays.input, truth: arrays.truth)
    let model = try Model(
      words.cfg, width: data.width, height: data.height, options: options, isTraining: true,
      messages: messages)
    let file = try WeightsFile(contentsOf: model.weightsPath(words.weights))
    let inputs = InputFiles([words.cfg, file.path, arrays.input, arrays.truth].map { RawPath($0) })
    guard !inputs.contains(RawPath(arrays.output)) else {
      throw CommandError.replacing(arrays.output)
    }
    let weights = try model.weights(in: file, options: options, messages: messages)
    var trainer = try Trainer(
      model.network, weights: weights, seen: Int(clamping: file.header.seen),
      threadCount: options.threads,
      memoryLimit: MemoryShares(of: options.maxMemory).network)
    try data.check(trainer)
    var losses: [Double] = []
    for step in 0..<data.steps { losses.append(try data.train(&trainer, step: step)) }
    try trainer.writeWeights(to: arrays.output, dialect: weights.dialect)
    let report = JSONValue.object([("loss", .array(losses.map { .double($0) }))])
    try Output.print(report.rendered + "\n")
    return .success
  }
}
