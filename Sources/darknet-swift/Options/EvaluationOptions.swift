import ArgumentParser
import CfgParser
import Engine
import Trainer

/// What is compared with what, and how it is told.
struct EvaluationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Where labels are: a folder with NAME.txt or NAME.xml, or annotations of COCO (.json); where \
      Darknet looks for them, or in VOC's Annotations, unless given.
      """, valueName: "path"), completion: .file())
  var labels: String?

  @Option(
    help: ArgumentHelp(
      "Folder of the images of COCO's annotations; beside them, or as COCO has it, unless given.",
      valueName: "folder"), completion: .directory)
  var images: String?

  @Option(
    help: ArgumentHelp(
      """
      Evaluate detections made earlier, as detect writes them as jsonl, json or coco, in place of \
      running a network.
      """, valueName: "file"), completion: .file())
  var results: String?

  @Option(
    help: ArgumentHelp("File with the names of the classes, one a line.", valueName: "file"),
    completion: .file(extensions: ["names", "txt", "list"]))
  var names: String?

  @Option(
    help: """
      voc is the area under precision over recall, voc11 its 11 points, coco the mean over ten \
      overlaps, darknet AlexeyAB's 'detector map', recall Darknet's 'detector recall'; auto is coco \
      for annotations of COCO, else voc.
      """)
  var metric = EvaluationMetric.auto

  @Option(
    parsing: .unconditional,
    help: "Overlap (IoU) from which a detection is right, 0 to 1; coco has its own.",
    transform: Threshold.parse)
  var iou: Float = 0.5

  @Option(
    parsing: .unconditional, help: "Points of the curve for darknet: 0 is the area, 11 or 101.",
    transform: EvaluationOptions.points)
  var points = 0

  @Option(
    parsing: .unconditional,
    help: "Confidence above which detections are counted and enter the confusion matrix.",
    transform: Threshold.parse)
  var thresh: Float = 0.25

  @Option(
    parsing: .unconditional,
    help: """
      Confidence a detection must be above to be looked at all: 0.005, for coco and recall 0.001.
      """,
    transform: Threshold.parse)
  var least: Float?

  @Option(
    parsing: .unconditional,
    help: "Overlap above which the less confident of two boxes is dropped; 0.45, for recall 0.4.",
    transform: Threshold.parse)
  var nms: Float?

  @Option(
    help:
      "How overlap is measured there; the cfg says it unless given, with --compat pjreddie default."
  )
  var nmsKind: NmsKind?

  @Option(
    help: """
      How images are fitted in: letterbox, stretch, or for classifiers crop; auto is as in detect and \
      classify.
      """)
  var resize = EvaluationResize.auto

  @Option(
    help:
      "Whether a camera's note on orientation turns the picture; apply, with --compat pjreddie ignore."
  )
  var exif: ExifPolicy?

  @Option(
    name: [.long, .customShort("k")], parsing: .unconditional,
    help: """
      For classifiers, among how many classes the right one is looked for; what 'top' in the data file \
      says, or 5, unless given.
      """,
    transform: Count.parse)
  var top: Int?

  @Option(help: "text is a table, json one object.")
  var format = ReportFormat.text

  @Option(
    help: ArgumentHelp(
      "Draw precision over recall and the confusion matrix into a folder, as SVG and PNG.",
      valueName: "folder"), completion: .directory)
  var charts: String?

  @Flag(
    help: """
      Write the files of Darknet's 'detector valid' and compare nothing: 'eval' and 'results' of the \
      data file say which, and into which folder.
      """)
  var writeResults = false

  @Option(
    help: ArgumentHelp(
      "What these files are called, in place of comp4_det_test_ and coco_results.",
      valueName: "name"))
  var resultsName: String?

  func validate() throws {
    if writeResults, results != nil {
      throw ValidationError("--write-results runs a network, --results does without")
    }
    if resultsName != nil, !writeResults {
      throw ValidationError("--results-name is for --write-results, which is not given")
    }
    if results != nil, let name = Self.given(ofNetworks) {
      throw ValidationError("\(name) is for a network that runs, --results does without")
    }
  }

  /// The name of an option, and whether it is given.
  typealias Given = (name: String, isGiven: Bool)

  /// The options that say how a network runs.
  private var ofNetworks: [Given] {
    [
      ("--least", least != nil), ("--nms", nms != nil), ("--nms-kind", nmsKind != nil),
      ("--resize", resize != .auto), ("--exif", exif != nil), ("--top", top != nil),
    ]
  }

  /// The options that are about boxes.
  var ofDetectors: [Given] {
    [
      ("--labels", labels != nil), ("--metric", metric != .auto),
      ("--least", least != nil), ("--nms", nms != nil), ("--nms-kind", nmsKind != nil),
      ("--write-results", writeResults),
    ]
  }

  /// The options that are about classes of whole images.
  var ofClassifiers: [Given] { [("--top", top != nil), ("--resize crop", resize == .crop)] }

  /// Throws where one of the options is given, which would mean nothing.
  func refuse(_ options: [Given], for kind: String) throws(CommandError) {
    guard let name = Self.given(options) else { return }
    throw CommandError.usage("\(name) means nothing for \(kind), which the network is")
  }

  private static func given(_ options: [Given]) -> String? { options.first { $0.isGiven }?.name }

  /// The rules, where `auto` is settled.
  func chosenMetric(isCoco: Bool) -> EvaluationMetric {
    metric == .auto ? isCoco ? .coco : .voc : metric
  }

  /// What counts as a detection.
  ///
  /// - Reference: darknet `detector.c`, `validate_detector`, of either program;
  ///   `validate_detector_map`; `validate_detector_recall`.
  func settings(_ metric: EvaluationMetric, compat: Compatibility) -> DetectionSettings {
    let isAlexeyabs = writeResults && compat == .alexeyab
    let isFine = metric == .coco || metric == .recall || isAlexeyabs
    return DetectionSettings(
      threshold: least ?? (isFine ? 0.001 : 0.005),
      overlap: nms ?? (metric == .recall ? 0.4 : isAlexeyabs ? 0.6 : 0.45),
      nmsKind: nmsKind, isClassAgnostic: metric == .recall, resize: resize.mode,
      order: writeResults ? .classes : .confidence)
  }

  private static func points(_ text: String) throws -> Int {
    guard let points = Int(text), [0, 11, 101].contains(points) else {
      throw ValidationError("0, 11 or 101 is needed")
    }
    return points
  }
}

/// How pictures are fitted into a network's input, of either kind.
enum EvaluationResize: String, CaseIterable, ExpressibleByArgument {
  case auto, crop, letterbox, stretch

  /// The mode, or nil for the usual one.
  var mode: ResizeMode? { ResizeMode(rawValue: rawValue) }
}
