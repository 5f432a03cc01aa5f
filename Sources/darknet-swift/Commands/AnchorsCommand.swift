import ArgumentParser
import CfgParser
import Engine
import Trainer

/// `anchors`: finds the sizes that a network's anchors should have.
struct AnchorsCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "anchors",
    abstract: "Find anchors for the boxes of a data set.",
    usage: "darknet-swift anchors <data> --width <width> --height <height> [<options>]",
    discussion: """
      DATA is a data file of Darknet (its 'train' list is taken), a list of images, a folder, or annotations \
      of COCO. Widths and heights of all labels are put into clusters by k-means, with 1 - IoU as the \
      distance, and printed as the 'anchors=' lines of [region], in cells, and of [yolo], in pixels; with \
      the average overlap of a label with its best anchor for every number of anchors up to --count.

      EXAMPLES
        darknet-swift anchors my.data --count 5 --width 416 --height 416
        darknet-swift anchors train.txt -k 9 --width 608 --height 608 --charts c/

      Darknet's own call is understood, with its flags:
        darknet-swift detector calc_anchors my.data -num_of_clusters 5 -width 13 …

      EXIT STATUS
        0 done, 64 usage, 65 bad data, 66 a file is missing
      """)

  @Argument(
    help: "Data file, list of images, folder, or annotations of COCO.", completion: .file())
  var data: String

  @OptionGroup(title: "Anchors") var anchors: AnchorOptions
  @OptionGroup(title: "Network") var compat: CompatOptions
  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func execute(_ messages: Messages) throws -> ExitStatus {
    let labelled = try LabelledData(data, key: "train", labels: anchors.labels, imageFolder: nil)
    let boxes = try LabelledBoxes(
      labelled, classCount: labelled.data?.int("classes", in: 1...Limits.classCount),
      compat: compat.compat, messages: messages)
    let sizes = boxes.sizes.map {
      BoxSize(width: $0.width * Double(anchors.width), height: $0.height * Double(anchors.height))
    }
    let found = try (1...anchors.count).map { count throws(CommandError) in
      guard let clusters = AnchorClusters(sizes, count: count, effort: anchors.effort) else {
        throw CommandError(
          .badData, data,
          "\(anchors.count) anchors need as many different sizes, but there are \(count - 1)",
          help: "a smaller --count, or more labels")
      }
      return clusters
    }
    let report = AnchorReport(clusters: found, boxes: boxes, options: anchors)
    switch (anchors.darknetFiles, anchors.format) {
    case (true, _): try report.writeDarknetFiles()
    case (_, .text): try Output.print(report.text)
    case (_, .json): try Output.print(report.json.rendered + "\n")
    }
    if let folder = anchors.charts { try ChartFiles(folder).write(report.chart, as: "anchors") }
    return .success
  }
}
