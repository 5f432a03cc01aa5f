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

      Darknet's call is understood too: classifier predict DATA CFG WEIGHTS IMAGE

      EXIT STATUS
        0 all done, 1 some images failed, 64 usage, 65 bad data, 66 a file is missing
      """)

  @OptionGroup var model: ModelArguments

  @Option(
    name: [.long, .customShort("k")], parsing: .unconditional,
    help: "How many classes are named, 5 unless given.", transform: Count.parse)
  var top = 5

  @Option(
    help: "How images are fitted in; auto is crop, the middle, or letterbox with --compat pjreddie."
  )
  var resize = ClassifierResize.auto

  @OptionGroup(title: "Images and results") var images: ImageOptions
  @OptionGroup(title: "Network") var size: SizeOptions
  @OptionGroup(title: "Network") var options: NetworkOptions
  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func execute(_ messages: Messages) throws -> ExitStatus {
    let words = try model.sorted(for: Self.name)
    let inputs = try images.inputs(words.rest, messages: messages)
    let (classifier, labels) = try Model.runner(
      words, images: images, size: size, options: options, messages: messages, labels: \.labels
    ) { plan, labels in try Classifier(plan, labels: labels) }
    let (compat, channels) = (options.compat, classifier.network.inputShape.channels)
    let (mode, exif) = (resize.mode ?? compat.classifierResize, images.exifPolicy(compat))
    messages.explain("resize: \(mode.rawValue), exif: \(exif.rawValue)")
    let extra: [(String, JSONValue)] = [
      ("names", .string(labels.origin)), ("compat", .string(compat.rawValue)),
      ("resize", .string(mode.rawValue)), ("exif", .string(exif.rawValue)),
      ("precision", .string(options.precision.rawValue)),
    ]
    var writer = try ResultWriter(images.format, path: images.output)
    let run = ImageRun(channels: channels, exif: exif, messages: messages)
    let status = try run.run(inputs, writer: &writer) { image, input, _, writer in
      let found = try Timed { try classifier.classifyReading(image, top: top, resize: mode) }
      let printer = ClassificationPrinter(
        found.result, of: image, path: input.path, duration: found.duration, compat: compat)
      if images.format == .text, let remark = printer.remark { messages.tell(remark) }
      try writer.write(text: printer.text, json: printer.json(extra: extra))
    }
    try writer.finish()
    return status
  }
}
