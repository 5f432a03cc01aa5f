import ArgumentParser
import CfgParser
import Engine

/// `check`: says what is wrong with a cfg and its weights.
struct CheckCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find what is wrong with a cfg and its weights.",
    usage: "darknet-swift check <cfg> [<weights>] [<options>]",
    discussion: """
      All that is wrong or odd is told, one finding a line: file:line:column: severity: text. An error keeps \
      the file from being used, or makes its results mean nothing; with a warning they may be others than \
      meant; a note is good to know. Weights are compared with the cfg and their values looked at. Where \
      none are given, NAME.weights is looked for beside the cfg, in the working directory and in the model \
      cache.

      EXAMPLES
        darknet-swift check my.cfg my.weights
        darknet-swift check my.cfg --data my.data --strict
        darknet-swift check my.cfg --format json | jq .summary

      EXIT STATUS
        0 no errors, 64 usage, 65 errors were found, 66 a file is missing
      """)

  @OptionGroup var model: ModelArguments

  @OptionGroup(title: "Findings") var choices: CheckOptions

  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func execute(_ messages: Messages) throws -> ExitStatus {
    let words = try model.sortedAlone(for: Self.name)
    let path = try CfgLocator().locate(words.cfg)
    let cfg = try check(path)
    let lookup = WeightsLookup(words.weights, for: path)
    let weights = try lookup.path.map { try WeightsCheck(contentsOf: $0, for: cfg.network) }
    let report = CheckReport(cfg: cfg, lookup: lookup, weights: weights)
    switch choices.format {
    case .text:
      let terminal = Terminal(color: messaging.color, of: .standardOutput)
      try Output.print(report.text(terminal))
    case .json: try Output.print(report.json.rendered + "\n")
    }
    messages.tell(report.summary)
    let isBad = report.worst == .error || choices.strict && report.worst == .warning
    return isBad ? .badData : .success
  }

  /// The cfg, with the names that go with it.
  private func check(_ path: String) throws -> CfgCheck {
    let data = try choices.data.map { try DataFile(contentsOf: $0) }
    let list = try LabelLocator(names: choices.names, data: choices.data).path(
      for: path, data, classCount: nil)
    return try CfgCheck(
      contentsOf: path, names: list.map { try NamesFile(contentsOf: $0) }, data: data,
      compatibility: choices.compat)
  }
}
