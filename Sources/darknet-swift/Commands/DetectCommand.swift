import ArgumentParser
import CfgParser
import Engine

/// `detect`: finds objects in images.
struct DetectCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detect",
    abstract: "Find objects in images.",
    usage: "darknet-swift detect <cfg> [<weights>] [<image> ...] [<options>]",
    discussion: """
      CFG is a path, or the bare name of a bundled network. WEIGHTS may be left out: then NAME.weights is \
      looked for beside the cfg, in the working directory and in the model cache. Images are files, folders \
      (searched with all below them), patterns, or - for the bytes of one on standard input.

      Results go to standard output, everything else to standard error. A single image with text output \
      leaves the annotated picture as predictions.jpg in the working directory.

      EXAMPLES
        darknet-swift detect yolov2-voc yolov2-voc.weights dog.jpg
        darknet-swift detect yolov2-voc photos/ --format jsonl > found.jsonl
        darknet-swift detect my.cfg my.weights a.jpg b.jpg --thresh 0.4
        find . -name '*.png' -print0 | darknet-swift detect yolov2 --list0 -

      Darknet's call is understood too: detector test DATA CFG WEIGHTS IMAGE -thresh .3

      EXIT STATUS
        0 all done, 1 some images failed, 64 usage, 65 bad data, 66 a file is missing
      """)

  @OptionGroup var model: ModelArguments

  @Option(
    name: [.long, .customLong("thresh", withSingleDash: true)],
    parsing: .unconditional,
    help: "Confidence a detection must be above, 0 to 1; 0.25, with --compat pjreddie 0.5.",
    transform: Threshold.parse)
  var thresh: Float?

  @Option(
    name: [.long, .customLong("hier", withSingleDash: true)], parsing: .unconditional,
    help: """
      In a tree, what a class must be above to be named rather than its parent; 0.5 unless given, and \
      with --compat alexeyab.
      """,
    transform: Threshold.parse)
  var hier: Float = 0.5

  @Option(
    help: ArgumentHelp(
      "In a tree of classes, a file with those to give scores of, one number a line.",
      valueName: "file"))
  var map: String?

  @Option(
    name: [.long, .customLong("nms", withSingleDash: true)], parsing: .unconditional,
    help:
      "Overlap above which the less confident of two boxes is dropped, 0 to 1; 0.45 unless given.",
    transform: Threshold.parse)
  var nms: Float = 0.45

  @Option(
    help: "How overlap is measured; the cfg says it unless given, with --compat pjreddie default.")
  var nmsKind: NmsKind?

  @Option(help: "How images are fitted in; auto is as the network was published, or as --compat.")
  var resize = DetectorResize.auto

  @OptionGroup(title: "Images and results") var images: ImageOptions

  @Option(
    help: ArgumentHelp(
      "Write a copy of every image with its boxes into a folder.", valueName: "folder"))
  var annotate: String?

  @Flag(help: "Leave no predictions.jpg.")
  var noImage = false

  @OptionGroup(title: "Network") var size: SizeOptions
  @OptionGroup(title: "Network") var options: NetworkOptions
  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func execute(_ messages: Messages) throws -> ExitStatus {
    let words = try model.sorted(for: Self.name)
    let inputs = try images.inputs(words.rest, messages: messages)
    let (detector, labels) = try Model.runner(
      words, images: images, size: size, options: options, messages: messages, labels: \.labels
    ) { plan, labels in try Detector(plan, labels: labels) }
    var settings = self.settings
    settings.classMap = try classMap(for: detector)
    let channels = detector.network.inputShape.channels
    let choices = DetectionChoices(
      detector.rules(settings), exif: images.exifPolicy(options.compat), compat: options.compat,
      precision: options.precision, hasTree: detector.plan.classTree != nil)
    messages.explain(choices.text)
    let extra = [("names", JSONValue.string(labels.origin))] + choices.json
    var pictures = try AnnotatedFiles(
      folder: annotate, inputs: InputFiles(images.files(words.rest)))
    var writer = try ResultWriter(images.format, path: images.output)
    let run = ImageRun(channels: channels, exif: choices.exif, messages: messages)
    let status = try run.run(inputs, writer: &writer) { image, input, isAlone, writer in
      let found = try Timed { try detector.detectReading(in: image, settings: settings) }
      let printer = DetectionPrinter(
        found.result, in: image, path: input.path, duration: found.duration,
        compat: options.compat)
      try pictures.write(image.annotated(with: found.result), of: input)
      try writer.write(text: printer.text, json: printer.json(extra: extra))
      if isAlone, images.format == .text, !noImage {
        try pictures.writePredictions(image.annotated(with: found.result), of: input)
        messages.tell("\(AnnotatedFiles.predictionsPath): the image with its boxes")
      }
    }
    try writer.finish()
    return status
  }

  private var settings: DetectionSettings {
    DetectionSettings(
      threshold: thresh, overlap: nms, nmsKind: nmsKind, resize: resize.mode,
      hierarchyThreshold: hier,
      order: images.format == .text ? options.compat.printedOrder : .confidence)
  }

  /// The map that was given, if it suits the network.
  ///
  /// - Throws: `CommandError` with status 64 for a network without a tree, else `CfgError`.
  private func classMap(for detector: Detector) throws -> ClassMap? {
    guard let map else { return nil }
    guard let tree = detector.plan.classTree else {
      throw CommandError.usage("--map is for networks whose classes form a tree; this one has none")
    }
    try images.checkOutput(against: [], model: [map])
    let classMap = try ClassMap(contentsOf: map)
    try classMap.check(classCount: tree.count)
    return classMap
  }
}
