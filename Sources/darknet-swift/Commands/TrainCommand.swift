import ArgumentParser
import CfgParser
import Engine
import Trainer

/// `train`: has a network learn from labelled images.
struct TrainCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a network on labelled images.",
    usage: "darknet-swift train <data> <cfg> [<weights>] [<options>]",
    discussion: """
      DATA is a data file of Darknet (its 'train' list is taken), a list of images, a folder, or annotations \
      of COCO. The cfg's batch, subdivisions, learning rate, policy and augmentation count. Without WEIGHTS \
      the network begins with random ones; those of its first layers alone (darknet19.conv.23) are enough.

      The backup folder gets NAME_last.weights with NAME.checkpoint, which --resume goes on from; \
      NAME_1000.weights and so on, NAME_final.weights, with --map NAME_best.weights, and charts. Ctrl-C ends \
      the run behind an iteration, with a checkpoint.

      EXAMPLES
        darknet-swift train my.data my.cfg darknet19.conv.23 --map
        darknet-swift train my.data my.cfg --resume --log run.jsonl
        darknet-swift train flowers.data darknet19.cfg --seed 7

      Darknet's own calls are understood, with its flags:
        darknet-swift detector train my.data my.cfg my.conv.23 -map -clear
        darknet-swift classifier train flowers.data darknet19.cfg

      EXIT STATUS
        0 all iterations are done, 64 usage, 65 bad data or a loss that is no number,
        66 a file is missing, 73 or 74 no output, 130 or 143 a signal
      """)

  @Argument(
    help: "Data file, list of images, folder, or annotations of COCO.", completion: .file())
  var data: String

  @Argument(
    help: ArgumentHelp(
      "The network, and the weights it begins with.", valueName: "cfg-and-weights"),
    completion: WordCompletion.network)
  var others: [String] = []

  @OptionGroup(title: "Training") var training: TrainOptions
  @OptionGroup(title: "Network") var options: NetworkOptions
  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func execute(_ messages: Messages) throws -> ExitStatus {
    let words = try words()
    Interruption.watch()
    let setup = try TrainingSetup(self, words, messages)
    var run = try TrainingRun(setup)
    return try run.execute()
  }

  /// The network and the weights of the call.
  private func words() throws(CommandError) -> ModelWords {
    guard !data.hasSuffix(".cfg") else {
      throw CommandError.usage(
        "'\(data)' is a network, the data set comes first",
        help: "darknet-swift train DATA CFG [WEIGHTS]")
    }
    guard let cfg = others.first else {
      throw CommandError.usage(
        "no network is given", help: "darknet-swift train DATA CFG [WEIGHTS]")
    }
    let words = try ModelWords(
      cfg: cfg, others: Array(others.dropFirst()), command: "\(Self.name) \(data)")
    if let extra = words.rest.first {
      throw CommandError.usage(
        "'\(extra)' is neither a weights file nor anything else 'train' takes",
        help: "see 'darknet-swift train --help'")
    }
    return words
  }
}
