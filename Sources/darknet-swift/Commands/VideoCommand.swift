import ArgumentParser
import CfgParser
import Engine

/// `video`: finds objects in the frames of a video.
struct VideoCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "video",
    abstract: "Find objects in the frames of a video.",
    usage: "darknet-swift video <cfg> [<weights>] <file>|- [<options>]",
    discussion: """
      CFG and WEIGHTS are as for 'detect'. The video is a file, an address such as rtsp://camera/1, or - \
      for standard input. Standard input has y4m, MJPEG or, with --raw-size, raw frames; such files are \
      read without help, too. All others are read by ffmpeg, and written by it, if it is installed.

      Results are a line of JSON for every frame, as it comes: what 'detect' has for an image, and "frame" \
      and "time_s". They go to standard output, everything else to standard error. Reading, decoding, \
      looking and writing go on beside each other. Ctrl-C ends the video behind the frame it is at, and \
      what was written can be played.

      EXAMPLES
        darknet-swift video yolov3-tiny clip.mp4 --output boxes.mp4 > found.jsonl
        ffmpeg -i rtsp://camera/1 -f yuv4mpegpipe - |
          darknet-swift video yolov3-tiny - --drop
        darknet-swift video yolov3-tiny clip.y4m --output - | mpv -

      Darknet's own call is understood, with its flags:
        darknet-swift detector demo my.data my.cfg my.weights a.mp4 -thresh .3

      EXIT STATUS
        0 all done, 1 some frames failed, 64 usage, 65 bad data, 66 a file is missing,
        69 ffmpeg is missing
      """)

  @OptionGroup var model: ModelArguments
  @OptionGroup(title: "Video") var input: VideoInputOptions
  @OptionGroup(title: "Detections") var detection: DetectionOptions
  @OptionGroup(title: "Results") var output: VideoOutputOptions
  @OptionGroup(title: "Results") var labels: LabelOptions
  @OptionGroup(title: "Network") var size: SizeOptions
  @OptionGroup(title: "Network") var options: NetworkOptions
  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func execute(_ messages: Messages) throws -> ExitStatus {
    let words = try model.sorted(for: Self.name)
    let word = try video(words.rest)
    StreamOutput.ignoreClosedPipes()
    Interruption.watch()
    do {
      return try run(word, words, messages)
    } catch is PipeClosed {
      // Whoever read the results or the video has seen enough.
      SystemCall.endOfPipe()
      return .ioError
    } catch  where Interruption.status != nil {
      return Interruption.status ?? .interrupted
    }
  }

  private func video(_ words: [String]) throws(CommandError) -> String {
    guard let word = words.first else {
      throw .usage("no video is given", help: "give a file, an address or - for standard input")
    }
    guard words.count == 1 else {
      throw .usage(
        "one video at a time, these are \(Wording.list(words.map(Wording.quoted), "and"))")
    }
    return word
  }

  private func run(
    _ word: String, _ words: ModelWords, _ messages: Messages
  ) throws -> ExitStatus {
    let (detector, source) = try detector(words, messages)
    let settings = try detection.settings(
      for: detector, order: output.format == .text ? options.compat.printedOrder : .confidence)
    let choices = DetectionChoices(detector, settings, exif: .ignore, compat: options.compat)
    messages.explain(choices.text)
    let printer = FramePrinter(
      path: RawPath(word), format: output.format, compat: options.compat,
      showsBoxes: output.coordinates,
      extra: [("names", .string(source.origin))] + choices.json + [Schema.video.key])
    let video = try VideoSource(word, options: input)
    let rate = video.reader.rate.every(input.stride)
    let writer = VideoWriter(
      results: try ResultLines(
        path: output.results, standardOutputIsTaken: output.output == "-"),
      printer: printer, sink: try output.output.map { try VideoSinks.sink(for: $0, rate: rate) },
      stride: input.stride)
    let run = VideoRun(
      source: video, options: input, channels: detector.network.inputShape.channels,
      messages: messages, showsProgress: !writer.isWatched)
    let summary = try run.run(writer: writer) { detector.detect(in: $0, settings: settings) }
    messages.tell("\(video.name): \(summary.text)")
    return summary.status
  }

  private func detector(
    _ words: ModelWords, _ messages: Messages
  ) throws -> (Detector, LabelSource) {
    let model = try Model(
      words.cfg, width: size.width, height: size.height, options: options, messages: messages)
    let path = try model.weightsPath(words.weights)
    let files = [model.cfg, path, detection.map].compactMap(\.self) + words.rest
    try output.check(against: files.map { RawPath($0) } + labels.files)
    let weights = try model.weights(at: path, options: options, messages: messages)
    let plan = try model.plan(weights, options: options, messages: messages)
    let classCount = try Detector(plan).labels.count
    let source = try model.labels(
      labels, of: plan, classCount: classCount, messages: messages)
    return (try Detector(plan, labels: source.labels), source)
  }
}
