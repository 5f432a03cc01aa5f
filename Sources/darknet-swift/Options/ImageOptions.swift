import ArgumentParser
import CfgParser
import Engine

/// Which images are looked at, and where the results go.
struct ImageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Read image paths from a file, one a line; - is standard input.", valueName: "file"),
    completion: .file())
  var list: [String] = []

  @Option(
    help: ArgumentHelp("As --list, with paths that end in NUL.", valueName: "file"),
    completion: .file())
  var list0: [String] = []

  @Flag(
    help: """
      Read inputs from standard input, one a line: a path, or a record {"id": …, "path": …} or \
      {"id": …, "image_base64": …}. Prints one JSON line for each, in order and at once, with the id; \
      what fails is told there, and the exit status is 0.
      """)
  var stdin = false

  @Flag(
    help: """
      Where no image is given, ask for one after the other as Darknet does, 'Enter Image Path: ' on \
      standard output, and read paths from standard input, also when nobody sits there.
      """)
  var ask = false

  @Flag(
    inversion: .prefixedNo,
    help: "Search folders with all below them, or take only the images in the folder itself.")
  var recursive = true

  @OptionGroup var run: RunOptions
  @OptionGroup var labels: LabelOptions

  @Option(
    help:
      "Whether a camera's note on orientation turns the picture; apply, with --compat pjreddie ignore."
  )
  var exif: ExifPolicy?

  @Option(
    help: ArgumentHelp(
      "Pixels an image may have: larger ones are refused before they are decoded.",
      valueName: "count"),
    transform: { try Count.parse($0, upTo: Image.largestPixelCount) })
  var maxPixels = Image.defaultMaximumPixelCount

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("File for the results, in place of standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  func validate() throws {
    if stdin, run.shard != nil { throw ValidationError("--stdin answers every line, --shard not") }
  }

  /// The images that `words` and the lists mean, those that are `finished` marked; asked for on a
  /// terminal where there are none, or wherever that is wished.
  ///
  /// - Parameters:
  ///   - words: Files, folders and patterns, and `-` for standard input.
  ///   - finished: What an earlier run did.
  ///   - isText: Whether results are lines for people, between which a question does no harm.
  ///   - messages: Where questions are shown otherwise.
  /// - Returns: The images, one after the other.
  /// - Throws: `CommandError` with status 64.
  func inputs(
    _ words: [String], marking finished: FinishedWork?, isText: Bool, messages: Messages
  ) throws(CommandError) -> ImageInputs {
    try checkStandardInput(words)
    if stdin { return ImageInputs(records: try RecordReader(), finished: finished) }
    guard words.isEmpty, lists.isEmpty else {
      return ImageInputs(
        words: words, lists: lists, isRecursive: recursive, shard: run.shard, finished: finished)
    }
    guard ask || messages.terminal.canAsk else {
      throw .usage("no image is given", help: "give files, folders, patterns, - or --list FILE")
    }
    return ImageInputs(asking: try ImagePrompt(messages: messages, isOutput: ask && isText))
  }

  /// What becomes of a turned camera's note: what was asked for, else what `compat` says.
  func exifPolicy(_ compat: Compatibility) -> ExifPolicy { exif ?? compat.exifPolicy }

  /// About how many images a call means; lists and questions may bring any number.
  func expectedCount(_ words: [String]) -> Int {
    knownCount(words).map { max(1, $0) } ?? PlanOptions.manyRuns
  }

  /// How many images a call means; nil where lists, records or questions bring any number.
  func knownCount(_ words: [String]) -> Int? {
    guard list.isEmpty, list0.isEmpty, !stdin, !words.isEmpty else { return nil }
    let count = ImageInputs.inputs(words, isRecursive: recursive).count
    guard let shard = run.shard else { return count }
    return (count + shard.count - 1 - shard.index) / shard.count
  }

  /// When the run ends.
  var ending: RunEnding { RunEnding(isAtFirstFailure: run.failFast, isForgiving: stdin) }

  private var lists: [(path: String, form: ListReader.Form)] {
    list.map { ($0, ListReader.Form.lines) } + list0.map { ($0, .terminated) }
  }

  private func checkStandardInput(_ words: [String]) throws(CommandError) {
    let uses = (words + list + list0).count { $0 == "-" } + (stdin ? 1 : 0)
    if uses > 1 {
      throw .usage("standard input can be read only once", help: "give - a single time")
    }
    if stdin, !(words + list + list0).isEmpty {
      throw .usage("--stdin takes no other inputs", help: "write their paths to standard input")
    }
  }

  /// The files that are read: those `words` stand for, lists and names.
  func files(_ words: [String]) -> [RawPath] {
    ImageInputs.files(words, isRecursive: recursive) + (list + list0).map { RawPath($0) }
      + labels.files
  }

  /// Makes sure that the results do not replace what they are made from: images, lists and names,
  /// and `model`, the cfg and the weights.
  ///
  /// - Throws: `CommandError` with status 64.
  func checkOutput(against words: [String], model: [String]) throws(CommandError) {
    guard let replaced else { return }
    if InputFiles(files(words) + model.map { RawPath($0) }).contains(replaced) {
      throw .replacing(output ?? "")
    }
  }

  /// As `checkOutput(against:model:)`, with the images that lists name, where these can be read
  /// twice.
  ///
  /// - Throws: `CommandError` with status 64, or when a list cannot be read.
  func checkOutputAgainstLists() throws(CommandError) {
    guard let replaced else { return }
    try forEachListed { path throws(CommandError) in
      if FileIdentity(ofFile: path) == replaced { throw .replacing(path.text) }
    }
  }

  /// The file that the results replace; nil where nothing is at its place.
  var replaced: FileIdentity? { output.flatMap { FileIdentity(ofFile: RawPath($0)) } }

  /// What files may not replace that the call writes: `files`, and what lists name, where these can
  /// be read twice.
  ///
  /// - Throws: `CommandError` when a list cannot be read.
  func listed(beside files: [RawPath]) throws(CommandError) -> InputFiles {
    var all = InputFiles(files)
    try forEachListed { all.insert($0) }
    return all
  }

  private func forEachListed(
    _ body: (RawPath) throws(CommandError) -> Void
  ) throws(CommandError) {
    for (path, form) in lists {
      guard SystemCall.status(of: RawPath(path))?.isRegularFile == true else { continue }
      var list = try ListReader(path, form: form)
      while let path = try list.next() { try body(path) }
    }
  }
}
