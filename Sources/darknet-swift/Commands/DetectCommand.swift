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
        darknet-swift detect yolov3 photos/ --classes dog --format csv --crops cut/
        darknet-swift detect yolov3 val2017/ --thresh .001 --format coco -o r.json

      Darknet's own calls are understood, with its flags, also on 'detect':
        darknet-swift detector test my.data my.cfg my.weights a.jpg -thresh .3
        darknet-swift detector test my.data my.cfg my.weights -ext_output < list.txt

      EXIT STATUS
        0 all done, 1 some images failed, 64 usage, 65 bad data, 66 a file is missing
      """)

  @OptionGroup var model: ModelArguments

  @OptionGroup(title: "Detections") var detection: DetectionOptions
  @OptionGroup(title: "Large images") var tiling: TilingOptions
  @OptionGroup(title: "Images and results") var images: ImageOptions
  @OptionGroup(title: "Images and results") var format: DetectionFormatOptions
  @OptionGroup(title: "Files beside the results") var files: FileOptions
  @OptionGroup(title: "Files as Darknet writes them") var darknet: DarknetFileOptions
  @OptionGroup(title: "Network") var size: SizeOptions
  @OptionGroup(title: "Network") var options: NetworkOptions
  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func validate() throws {
    if images.run.resume, darknet.darknetJson != nil {
      throw ValidationError(
        "--darknet-json writes a file about all images, which --resume does not see")
    }
    if images.run.resume, files.voc != nil {
      throw ValidationError("--voc writes files about all images, which --resume does not see")
    }
  }

  func execute(_ messages: Messages) throws -> ExitStatus {
    let words = try model.sorted(for: Self.name)
    let printed = try images.format(format.chosen, text: .text, lines: .jsonl)
    let finished = try images.finishedWork(
      format: printed, files: images.run.resume ? files.finished() : nil)
    var inputs = try images.inputs(
      words.rest, marking: finished, isText: printed == .text, messages: messages)
    guard try inputs.waitForFirst() else {
      return try images.finishEmpty(
        format.form(printed, compat: options.compat, classCount: 0, choices: []),
        behind: finished, of: words)
    }
    let (detector, source) = try Model.runner(
      words, images: images, size: size, options: options,
      runsEach: tiling.tiling == nil ? 1 : 10, messages: messages, labels: \.labels
    ) { plan, labels in try Detector(plan, labels: labels, for: .arrays) }
    try images.checkOutput(against: [], model: [detection.map].compactMap(\.self))
    let settings = try detection.settings(
      for: detector, order: printed == .text ? options.compat.printedOrder : .confidence)
    let choices = DetectionChoices(
      detector, settings, exif: images.exifPolicy(options.compat), compat: options.compat)
    messages.explain(choices.text)
    let form = format.form(
      printed, compat: options.compat, classCount: choices.labels.count,
      choices: [("names", .string(source.origin))] + choices.json + tiling.choices
        + [Schema.detect.key])
    let network = try Model.files(words) + [source.origin, detection.map].compactMap(\.self)
    let existing = files.existing(isResumed: images.run.resume)
    let known = images.files(words.rest) + network.map { RawPath($0) }
    let read =
      existing == .replaced || darknet.darknetJson != nil
      ? try images.listed(beside: known) : InputFiles(known)
    var sinks = ResultSinks(
      files: try files.sinks(
        classLabels: choices.labels, keeping: read, existing: existing)
        + darknet.sinks(keeping: read, existing: existing),
      stream: try ResultStream(form, path: images.output, behind: finished?.earlierRun),
      last: files.pictures(printed, called: darknet.predictions, keeping: read, messages: messages))
    let run = images.run(
      words.rest, of: detector.network, options, exif: choices.exif, messages: messages)
    let tiling = tiling.tiling
    let status = try run.run(inputs, to: &sinks) { picture in
      try detector.detect(in: picture, tiling: tiling, settings: settings)
    }
    try sinks.finish()
    return status
  }
}
