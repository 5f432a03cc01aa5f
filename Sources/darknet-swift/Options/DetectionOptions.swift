import ArgumentParser
import CfgParser
import Engine

/// What counts as a detection: the options of every command that finds objects.
struct DetectionOptions: ParsableArguments {
  @Option(
    name: [.long, .customLong("thresh", withSingleDash: true)],
    parsing: .unconditional,
    help: "Confidence a detection must be above, 0 to 1; 0.25, with --compat pjreddie 0.5.",
    transform: Threshold.parse)
  var thresh: Float?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      """
      A threshold for one class, by name or number: dog=.6; may be given again. In a tree it goes \
      for the classes below, too.
      """, valueName: "class=number"),
    transform: ClassThreshold.parse)
  var classThreshold: [ClassThreshold] = []

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Find these classes only, by name or number: dog,person; in a tree those below, too.",
      valueName: "classes"))
  var classes: [String] = []

  @Option(
    name: [.long, .customLong("top"), .customShort("k")], parsing: .unconditional,
    help: ArgumentHelp("The most detections an image: the most confident stay.", valueName: "n"),
    transform: Count.parse)
  var maxDetections: Int?

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

  @Flag(
    name: [.long, .customLong("agnostic-nms")],
    help: "Let boxes drop those of other classes, too; a box then has its best class only.")
  var classAgnostic = false

  @Option(
    help: "How overlap is measured; the cfg says it unless given, with --compat pjreddie default.")
  var nmsKind: NmsKind?

  @Option(help: "How images are fitted in; auto is as the network was published, or as --compat.")
  var resize = DetectorResize.auto

  /// What `detector` goes by, its results in `order`.
  ///
  /// - Throws: `CommandError` with status 64 for a map where there is no tree and for a class that
  ///   there is not, else `CfgError`.
  func settings(for detector: Detector, order: DetectionOrder) throws -> DetectionSettings {
    var settings = DetectionSettings(
      threshold: thresh, overlap: nms, nmsKind: nmsKind, isClassAgnostic: classAgnostic,
      maximumCount: maxDetections, resize: resize.mode, hierarchyThreshold: hier,
      classMap: try classMap(for: detector), order: order)
    let selection = ClassSelection(labels: detector.labels(of: detector.rules(settings)))
    settings.classThresholds = try selection.thresholds(classThreshold)
    for list in classes {
      settings.classes = try selection.classes(list).union(settings.classes ?? [])
    }
    return settings
  }

  private func classMap(for detector: Detector) throws -> ClassMap? {
    guard let map else { return nil }
    guard let tree = detector.plan.classTree else {
      throw CommandError.usage("--map is for networks whose classes form a tree; this one has none")
    }
    let classMap = try ClassMap(contentsOf: map)
    try classMap.check(classCount: tree.count)
    return classMap
  }
}
