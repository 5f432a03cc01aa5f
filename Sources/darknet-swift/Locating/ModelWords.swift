/// The words of a call by what they mean: CFG, WEIGHTS, and the rest.
struct ModelWords: Equatable {
  /// The word that names the network.
  let cfg: String
  /// The word that names weights, if one does.
  let weights: String?
  /// What follows them.
  let rest: [String]

  /// Sorts the words behind the command's name; `command` is that name.
  ///
  /// Behind CFG the first word is WEIGHTS when it names weights or the file starts as a weights
  /// file does.
  ///
  /// - Throws: `CommandError` with status 64 and the right command, for words in another order.
  init(cfg: String, others: [String], command: String) throws(CommandError) {
    try Self.checkOrder([cfg] + others, command: command)
    self.cfg = cfg
    let namesWeights = others.first.map(WeightsName.fits) ?? false
    weights = namesWeights ? others[0] : nil
    rest = Array(others.dropFirst(namesWeights ? 1 : 0))
    if weights == nil, let late = rest.firstIndex(where: WeightsName.isName) {
      let others = rest[..<late] + rest[(late + 1)...]
      throw .usage(
        "the weights '\(rest[late])' stand behind '\(rest[0])', they follow the cfg",
        help: ShellWords.line([command, cfg, rest[late]] + others))
    }
  }

  /// Weights before the cfg, and darknet's DATA CFG WEIGHTS, are what people write from habit.
  private static func checkOrder(
    _ words: [String], command: String
  ) throws(CommandError) {
    let next = words.count > 1 ? words[1] : ""
    if words[0].hasSuffix(".data"), next.hasSuffix(".cfg") {
      let right = words.dropFirst() + ["--data", words[0]]
      throw .usage(
        "'\(words[0])' is a data file, the cfg comes first",
        help: ShellWords.line([command] + right))
    }
    guard WeightsName.fits(words[0]) else { return }
    guard next.hasSuffix(".cfg") else {
      throw .usage(
        "'\(words[0])' is a weights file, the cfg comes first",
        help: "darknet-swift \(command) CFG \(ShellWords.quoted(words[0])) …")
    }
    throw .usage(
      "the cfg and the weights are swapped: '\(words[0])' is a weights file",
      help: ShellWords.line([command, next, words[0]] + words.dropFirst(2)))
  }
}
