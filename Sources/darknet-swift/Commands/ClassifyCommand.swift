import ArgumentParser
import CfgParser
import Engine

/// `classify`: says what images show.
struct ClassifyCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "classify",
    abstract: "Say what images show.",
    usage: "darknet-swift classify <cfg> [<weights>] [<image> ...] [<options>]",
    discussion: """
      CFG is a path, or the bare name of a bundled network. WEIGHTS may be left out: then NAME.weights is \
      looked for beside the cfg, in the working directory and in the model cache. Images are files, folders \
      (searched with all below them), patterns, or - for the bytes of one on standard input.

      EXAMPLES
        darknet-swift classify darknet19 darknet19.weights eagle.jpg
        darknet-swift classify darknet19 photos/ --format jsonl > classes.jsonl

      Darknet's own call is understood, with its flags:
        darknet-swift classifier predict my.data my.cfg my.weights a.jpg -t 3

      EXIT STATUS
        0 all done, 1 some images failed, 64 usage, 65 bad data, 66 a file is missing
      """)

  @OptionGroup var model: ModelArguments

  @OptionGroup(title: "Classes") var classes: ClassificationOptions

  @OptionGroup(title: "Images and results") var images: ImageOptions

  @OptionGroup(title: "Network") var size: SizeOptions
  @OptionGroup(title: "Network") var options: NetworkOptions
  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func execute(_ messages: Messages) throws -> ExitStatus {
    let words = try model.sorted(for: Self.name)
    let printed = try images.format(classes.format, text: .text, lines: .jsonl)
    let finished = try images.finishedWork(format: printed)
    var inputs = try images.inputs(
      words.rest, marking: finished, isText: printed == .text, messages: messages)
    guard try inputs.waitForFirst() else {
      return try images.finishEmpty(
        form(printed, options.compat, []), behind: finished, of: words)
    }
    let (classifier, labels) = try Model.runner(
      words, images: images, size: size, options: options, messages: messages, labels: \.labels
    ) { plan, labels in try Classifier(plan, labels: labels, for: .arrays) }
    let compat = options.compat
    let (mode, exif) = (classes.resize.mode ?? compat.classifierResize, images.exifPolicy(compat))
    messages.explain("resize: \(mode.rawValue), exif: \(exif.rawValue)")
    let extra: [(String, JSONValue)] = [
      ("names", .string(labels.origin)), ("compat", .string(compat.rawValue)),
      ("resize", .string(mode.rawValue)), ("exif", .string(exif.rawValue)),
      ("precision", .string(options.precision.rawValue)),
      Schema.classify.key,
    ]
    var sinks = ResultSinks(
      files: printed == .text ? [ClassificationRemark(compat: compat, messages: messages)] : [],
      stream: try ResultStream(
        form(printed, compat, extra), path: images.output, behind: finished?.earlierRun))
    let run = images.run(
      words.rest, of: classifier.network, options, exif: exif, messages: messages)
    let top = try count
    let status = try run.run(inputs, to: &sinks) { picture in
      try classifier.classify(picture, top: top, resize: mode)
    }
    try sinks.finish()
    return status
  }

  private var count: Int {
    get throws {
      if let top = classes.top { return top }
      guard let data = images.labels.data else { return Self.usualCount }
      return try DataFile(contentsOf: data).int("top", in: 1...Int(Int32.max)) ?? Self.usualCount
    }
  }

  private static let usualCount = 5

  private func form(
    _ format: ClassificationFormat, _ compat: Compatibility, _ extra: [(String, JSONValue)]
  ) -> any ResultForm<[Classification]> {
    switch format {
    case .text: TextResults { ClassificationPrinter($0, compat: compat).text }
    case .json, .jsonl:
      JSONResults(isLines: format == .jsonl) {
        ClassificationPrinter($0, compat: compat).json(extra: extra)
      }
    case .csv:
      CSVResults(columns: ClassificationPrinter.columns) {
        ClassificationPrinter($0, compat: compat).rows
      }
    }
  }
}
