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

  @OptionGroup(title: "Detections") var detection: DetectionOptions
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
    try images.checkOutput(against: [], model: [detection.map].compactMap(\.self))
    let settings = try detection.settings(for: detector, order: order)
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

  private var order: DetectionOrder {
    images.format == .text ? options.compat.printedOrder : .confidence
  }
}
