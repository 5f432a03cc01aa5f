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

  /// What `detector` goes by, its results in `order`.
  ///
  /// - Throws: `CommandError` with status 64 for a map where there is no tree, else `CfgError`.
  func settings(for detector: Detector, order: DetectionOrder) throws -> DetectionSettings {
    DetectionSettings(
      threshold: thresh, overlap: nms, nmsKind: nmsKind, resize: resize.mode,
      hierarchyThreshold: hier, classMap: try classMap(for: detector), order: order)
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
