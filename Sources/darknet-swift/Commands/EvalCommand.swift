import ArgumentParser
import CfgParser
import Engine
import Trainer

/// `eval`: says how good a network is, on images of which is known what they show.
struct EvalCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Measure a network on labelled images.",
    usage: "darknet-swift eval <data> <cfg> [<weights>] [<options>]",
    discussion: """
      DATA is a data file of Darknet (its 'valid' list is taken), a list of images, a folder, an image, or \
      annotations of COCO. Labels are files of Darknet, annotations of VOC, or of COCO. Of a detector the \
      average precision of each class is told, and the threshold with the best F1; of a classifier how \
      often it is right, the class of an image being the first label that is part of its path.

      EXAMPLES
        darknet-swift eval my.data my.cfg my.weights
        darknet-swift eval photos/ yolov3 --labels labels/ --charts charts/
        darknet-swift eval instances_val2017.json yolov3 --images val2017/
        darknet-swift eval my.data --results found.jsonl --format json
        darknet-swift eval imagenet.data darknet19 darknet19.weights --top 5

      Darknet's own calls are understood, with its flags:
        darknet-swift detector map my.data my.cfg my.weights -points 11
        darknet-swift detector valid my.data my.cfg my.weights

      EXIT STATUS
        0 all done, 1 some images failed, 64 usage, 65 bad data, 66 a file is missing
      """)

  @Argument(
    help: "Data file, list of images, folder, image, or annotations of COCO.",
    completion: .file())
  var data: String

  @Argument(
    help: ArgumentHelp(
      "The network and its weights, as for 'detect'; none with --results.",
      valueName: "cfg-and-weights"),
    completion: WordCompletion.network)
  var others: [String] = []

  @OptionGroup(title: "Evaluation") var evaluation: EvaluationOptions
  @OptionGroup(title: "Network") var size: SizeOptions
  @OptionGroup(title: "Network") var options: NetworkOptions
  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func execute(_ messages: Messages) throws -> ExitStatus {
    if let results = evaluation.results {
      guard others.isEmpty else {
        throw CommandError.usage("--results takes no network, but '\(others[0])' is given")
      }
      return try EarlierEvaluation(data: try labelled(), results: results, command: self)
        .execute(messages)
    }
    guard !data.hasSuffix(".cfg") else {
      throw CommandError.usage(
        "'\(data)' is a network, the data set comes first",
        help: "darknet-swift eval DATA CFG [WEIGHTS]")
    }
    guard let cfg = others.first else {
      throw CommandError.usage(
        "no network is given", help: "darknet-swift eval DATA CFG [WEIGHTS], or --results FILE")
    }
    let words = try ModelWords(
      cfg: cfg, others: Array(others.dropFirst()), command: "\(Self.name) \(data)")
    if let extra = words.rest.first {
      throw CommandError.usage(
        "'\(extra)' is neither a weights file nor anything else 'eval' takes",
        help: "see 'darknet-swift eval --help'")
    }
    return try NetworkEvaluation(data: try labelled(), words: words, command: self)
      .execute(messages)
  }

  private func labelled() throws -> LabelledData {
    try LabelledData(
      data, key: "valid", labels: evaluation.labels, imageFolder: evaluation.images)
  }

  /// Prints the report on a detector, and draws its charts.
  ///
  /// - Parameters:
  ///   - images: What is compared.
  ///   - labels: The names of the classes.
  ///   - isCoco: Whether the truth is annotations of COCO.
  ///   - common: Keys for JSON that are not about detections.
  /// - Throws: `CommandError`, or `ImageError` where a chart is too large.
  func report(
    _ images: [EvaluatedImage], labels: [String], isCoco: Bool, common: [(String, JSONValue)]
  ) throws {
    // What was typed is meant: 0.6 in single precision is a little more.
    let report = DetectionReport(
      images: images, labels: labels, metric: evaluation.chosenMetric(isCoco: isCoco),
      overlap: Double(evaluation.iou.description) ?? 0.5, points: evaluation.points,
      threshold: Double(evaluation.thresh.description) ?? 0.25)
    let figures = report.figures()
    switch evaluation.format {
    case .text: try Output.print(report.text(figures))
    case .json: try print(report.json(figures) + common)
    }
    guard let folder = evaluation.charts else { return }
    let files = try ChartFiles(folder)
    let title = "Precision and recall at an overlap of \(report.overlap)"
    try files.write(
      PrecisionRecallChart.chart(title, figures.voc.rankings, labels: labels),
      as: "precision-recall")
    try draw(figures.confusion, labels, into: files)
  }

  /// Prints the report on a classifier, and draws its chart.
  func report(_ report: ClassificationReport, common: [(String, JSONValue)]) throws {
    switch evaluation.format {
    case .text: try Output.print(report.text)
    case .json: try print(report.json + common)
    }
    guard let folder = evaluation.charts else { return }
    try draw(report.evaluation.confusion, report.labels, into: ChartFiles(folder))
  }

  private func draw(
    _ confusion: ConfusionMatrix, _ labels: [String], into files: ChartFiles
  ) throws {
    guard let table = MatrixChart("Confusion", confusion, labels: labels) else {
      return messaging.messages.warn(
        "confusion", "\(Wording.grouped(labels.count)) classes are too many for a picture")
    }
    try files.write(table.chart, as: "confusion")
  }

  private func print(_ keys: [(String, JSONValue)]) throws(CommandError) {
    try Output.print(JSONValue.object(keys + [Schema.eval.key]).rendered + "\n")
  }
}
