import ArgumentParser
import CfgParser
import Trainer

/// For what anchors are looked for, and how hard.
struct AnchorOptions: ParsableArguments {
  @Option(
    name: [.long, .customShort("k")], parsing: .unconditional, help: "How many anchors.",
    transform: { try Count.parse($0, upTo: 100) })
  var count = 5

  @Option(
    parsing: .unconditional, help: "Width of the network's input in pixels.",
    transform: { try Count.parse($0, upTo: Limits.inputSize) })
  var width: Int

  @Option(
    parsing: .unconditional, help: "Height of the network's input in pixels.",
    transform: { try Count.parse($0, upTo: Limits.inputSize) })
  var height: Int

  @Option(
    parsing: .unconditional, help: "Pixels of a cell of [region], along each side.",
    transform: { try Count.parse($0, upTo: 1024) })
  var stride = 32

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What random numbers begin with: the same gives the same anchors.", valueName: "n"))
  var seed: UInt64 = 0

  @Option(
    parsing: .unconditional, help: "How often the search begins anew; the best result counts.",
    transform: { try Count.parse($0, upTo: 10_000) })
  var restarts = 10

  @Option(
    help: ArgumentHelp(
      """
      Where labels are: a folder with NAME.txt or NAME.xml, or annotations of COCO (.json); where \
      Darknet looks for them, or in VOC's Annotations, unless given.
      """, valueName: "path"), completion: .file())
  var labels: String?

  @Option(help: "text is lines for a cfg with remarks, json one object.")
  var format = ReportFormat.text

  @Option(
    help: ArgumentHelp(
      "Draw the average overlap for every number of anchors into a folder, as SVG and PNG.",
      valueName: "folder"), completion: .directory)
  var charts: String?

  @Flag(
    help: """
      Print as AlexeyAB's 'detector calc_anchors' does, and write its anchors.txt and \
      counters_per_class.txt; --width and --height up to 32 are then counts of cells.
      """)
  var darknetFiles = false

  /// How hard is searched.
  var effort: AnchorClusters.Effort { .init(restarts: restarts, seed: seed) }
}
