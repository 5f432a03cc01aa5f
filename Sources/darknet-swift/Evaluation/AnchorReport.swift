import Engine
import Trainer

/// What `anchors` tells: the clusters for every number of anchors up to the one that was asked for.
struct AnchorReport {
  /// One, two, … clusters; at least one entry.
  let clusters: [AnchorClusters]
  /// What they are clusters of.
  let boxes: LabelledBoxes
  /// What the call says.
  let options: AnchorOptions

  private var last: AnchorClusters { clusters[clusters.count - 1] }
  private var cells: String {
    AnchorText.cells(last.anchors, stride: Double(options.stride))
  }
  private var pixels: String { AnchorText.pixels(last.anchors) }

  /// Lines for a cfg, with remarks.
  var text: String {
    var text = "# \(boxes.sizes.count) labels in \(boxes.imageCount) images, "
    text += "for an input of \(options.width)×\(options.height)\n"
    text += "# anchors  average IoU\n"
    for (index, entry) in clusters.enumerated() {
      text += "# \(TextForm.padded("\(index + 1)", to: 7))  "
      text += "\(TextForm.padded(TextForm.decimal(entry.averageOverlap * 100, 2), to: 10))%\n"
    }
    text += "# of [region], in cells of \(options.stride) pixels:\nanchors=\(cells)\n"
    return text + "# of [yolo], in pixels:\nanchors=\(pixels)\n"
  }

  /// One object.
  var json: JSONValue {
    .object([
      ("labels", .int(boxes.sizes.count)), ("images", .int(boxes.imageCount)),
      ("width", .int(options.width)), ("height", .int(options.height)),
      ("stride", .int(options.stride)),
      (
        "anchors",
        .array(
          zip(last.anchors, last.memberCounts).map { size, count in
            .object([
              ("width", .double(size.width)), ("height", .double(size.height)),
              ("labels", .int(count)),
            ])
          })
      ),
      ("average_iou", .double(last.averageOverlap)),
      ("average_iou_by_count", .array(clusters.map { .double($0.averageOverlap) })),
      ("region", .string(cells)), ("yolo", .string(pixels)),
      ("seed", .string(String(options.seed))), Schema.anchors.key,
    ])
  }

  /// The average overlap for every number of anchors.
  var chart: Chart {
    LineChart(
      "Average overlap of a label with its best anchor", x: "anchors", y: "average IoU",
      series: [
        .init(
          "average IoU", x: clusters.indices.map { Double($0 + 1) },
          y: clusters.map(\.averageOverlap), isMain: true)
      ], yRange: 0...1
    ).chart
  }

  /// Prints as Darknet does, and leaves its files.
  ///
  /// - Reference: AlexeyAB's darknet `detector.c`, `calc_anchors`.
  /// - Throws: `CommandError`.
  func writeDarknetFiles() throws(CommandError) {
    let decimals = options.width > 32 ? 0 : 4
    let places = options.width > 32 ? 3 : 0
    let number = { TextForm.padded(TextForm.decimal($0, decimals), to: places) }
    let anchors = last.anchors.map { "\(number($0.width)),\(number($0.height))" }
      .joined(separator: ", ")
    let counts = boxes.classCounts.map(String.init).joined(separator: ", ")
    let files = [
      ("counters_per_class.txt", "counters_per_class = \(counts)"), ("anchors.txt", anchors),
    ]
    for (path, text) in files {
      try CommandError.writing { () throws(AtomicFileError) in
        try AtomicFile.write(Array(text.utf8), to: path)
      }
    }
    let overlap = TextForm.decimal(last.averageOverlap * 100, 2)
    try Output.print("\n avg IoU = \(overlap) % \nanchors = \(anchors)\n")
  }
}
