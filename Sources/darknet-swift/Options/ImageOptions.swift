import ArgumentParser
import CfgParser
import Engine

/// Which images are looked at, and where the results go.
struct ImageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read image paths from a file, one a line; - is standard input.", valueName: "file"))
  var list: [String] = []

  @Option(help: ArgumentHelp("As --list, with paths that end in NUL.", valueName: "file"))
  var list0: [String] = []

  @OptionGroup var labels: LabelOptions

  @Option(
    help:
      "Whether a camera's note on orientation turns the picture; apply, with --compat pjreddie ignore."
  )
  var exif: ExifPolicy?

  @Option(help: "text is Darknet's, json one array, jsonl an object a line.")
  var format = ResultFormat.text

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("File for the results, in place of standard output.", valueName: "file"))
  var output: String?

  /// The images that `words` and the lists mean; asked for on a terminal where there are none.
  ///
  /// - Throws: `CommandError` with status 64.
  func inputs(_ words: [String], messages: Messages) throws(CommandError) -> ImageInputs {
    let lists = list.map { ($0, ListReader.Form.lines) } + list0.map { ($0, .terminated) }
    try checkStandardInput(words)
    guard words.isEmpty, lists.isEmpty else { return ImageInputs(words: words, lists: lists) }
    guard messages.terminal.canAsk else {
      throw .usage("no image is given", help: "give files, folders, patterns, - or --list FILE")
    }
    return ImageInputs(asking: ImagePrompt(messages: messages))
  }

  /// What becomes of a turned camera's note: what was asked for, else what `compat` says.
  func exifPolicy(_ compat: Compatibility) -> ExifPolicy { exif ?? compat.exifPolicy }

  /// About how many images a call means; lists and questions may bring any number.
  func expectedCount(_ words: [String]) -> Int {
    guard list.isEmpty, list0.isEmpty, !words.isEmpty else { return PlanOptions.manyRuns }
    return max(1, ImageInputs.files(words).count)
  }

  private func checkStandardInput(_ words: [String]) throws(CommandError) {
    if (words + list + list0).count(where: { $0 == "-" }) > 1 {
      throw .usage("standard input can be read only once", help: "give - a single time")
    }
  }

  /// The files that are read: those `words` stand for, lists and names.
  func files(_ words: [String]) -> [RawPath] {
    ImageInputs.files(words) + (list + list0).map { RawPath($0) } + labels.files
  }

  /// Makes sure that the results do not replace what they are made from: images, lists and names,
  /// and `model`, the cfg and the weights.
  ///
  /// - Throws: `CommandError` with status 64.
  func checkOutput(against words: [String], model: [String]) throws(CommandError) {
    guard let output else { return }
    guard InputFiles(files(words) + model.map { RawPath($0) }).contains(RawPath(output)) else {
      return
    }
    throw .usage("the output would replace the input '\(output)'", help: "choose another --output")
  }
}
