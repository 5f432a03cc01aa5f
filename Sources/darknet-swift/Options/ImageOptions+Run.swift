import CfgParser
import Engine

extension ImageOptions {
  /// The run over the images that `words` and the lists mean, for a network made ready with
  /// `options`.
  func run(
    _ words: [String], of network: Network, _ options: NetworkOptions, exif: ExifPolicy,
    messages: Messages
  ) -> ImageRun {
    ImageRun(
      loader: PictureLoader(
        network: network, exif: exif, maximumPixelCount: maxPixels, messages: messages),
      messages: messages, total: knownCount(words), ending: ending, replaced: replaced,
      memory: MemoryShares(of: options.maxMemory))
  }

  /// What is printed where no format is asked for.
  func format<Format: RawRepresentable<String>>(
    _ chosen: Format?, text: Format, lines: Format
  ) throws(CommandError) -> Format {
    if stdin, let chosen, chosen.rawValue != lines.rawValue {
      throw .usage("--stdin prints \(lines.rawValue), not \(chosen.rawValue)")
    }
    return chosen ?? (stdin ? lines : text)
  }

  /// What is done already where a run is to be resumed: by the lines of its results, or where these
  /// go to standard output by `files`; nil for a new run.
  ///
  /// - Throws: `CommandError` with status 64 for results that cannot be continued.
  func finishedWork(
    format: some RawRepresentable<String>, files: FinishedFiles? = nil
  ) throws(CommandError) -> FinishedWork? {
    guard run.resume else { return nil }
    guard let output else {
      if let files { return .files(files) }
      throw .usage(
        "--resume needs a file or a folder that says what is done",
        help: "name it with --output, --annotate or --labels from the first run on")
    }
    guard let form = EarlierRun.Form(rawValue: format.rawValue) else {
      throw .usage("--resume continues the --output of --format jsonl or csv")
    }
    return .lines(try EarlierRun(output, form: form))
  }

  /// The results of no image at all, for which no network has to be made ready; they replace none of
  /// `words` and of what else the call names either.
  ///
  /// - Throws: `CommandError`.
  func finishEmpty<Finding>(
    _ form: any ResultForm<Finding>, behind finished: FinishedWork?, of words: ModelWords
  ) throws(CommandError) -> ExitStatus {
    let cfg = (try? CfgLocator().locate(words.cfg)) ?? words.cfg
    try checkOutput(
      against: words.rest,
      model: [cfg, words.weights ?? (try? WeightsLocator().locate(for: cfg))].compactMap(\.self))
    var stream = try ResultStream(form, path: output, behind: finished?.earlierRun)
    try stream.finish()
    return Interruption.status ?? .success
  }
}
