import CfgParser
import Engine

extension ImageOptions {
  /// The run over the images that `words` and the lists mean, for a network.
  func run(
    _ words: [String], of network: Network, exif: ExifPolicy, messages: Messages
  ) -> ImageRun {
    ImageRun(
      loader: PictureLoader(network: network, exif: exif, messages: messages), messages: messages,
      total: knownCount(words), ending: ending)
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

  /// What a run that is to be resumed left; nil for a new one.
  ///
  /// - Throws: `CommandError` with status 64 for results that cannot be continued.
  func earlierRun(format: some RawRepresentable<String>) throws(CommandError) -> EarlierRun? {
    guard run.resume else { return nil }
    guard let output, let form = EarlierRun.Form(rawValue: format.rawValue) else {
      throw .usage(
        "--resume continues the --output of --format jsonl or csv",
        help: "name the file with --output from the first run on")
    }
    return try EarlierRun(output, form: form)
  }

  /// The results of no image at all, for which no network has to be made ready.
  ///
  /// - Throws: `CommandError`.
  func finishEmpty<Finding>(
    _ form: any ResultForm<Finding>, behind earlier: EarlierRun?
  ) throws(CommandError) -> ExitStatus {
    var stream = try ResultStream(form, path: output, behind: earlier)
    try stream.finish()
    return Interruption.status ?? .success
  }
}
