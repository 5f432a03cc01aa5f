import CfgParser
import Engine
import Trainer

/// Compares detections that were made earlier.
struct EarlierEvaluation {
  /// The images and their labels.
  let data: LabelledData
  /// The file with the detections.
  let results: String
  /// What else the call says.
  let command: EvalCommand

  /// Does it.
  ///
  /// - Throws: What keeps all of it from being done.
  func execute(_ messages: Messages) throws -> ExitStatus {
    let results = try DetectionResults(contentsOf: results)
    messages.warn(results.warnings)
    let labels = try labels()
    var reader = TruthReader(
      data, try data.finder(command.options.compat, classes: labels),
      compat: command.options.compat, messages: messages)
    let lookup = try ResultLookup(results, annotations: data.annotations, labels: labels)
    var (images, missingCount, failedCount) = ([EvaluatedImage](), 0, 0)
    for path in data.images {
      let truth = reader.labels(of: path)
      let found = lookup.image(path)
      guard !lookup.failed(path), let size = size(of: path, found, truth, messages) else {
        failedCount += 1
        continue
      }
      if found == nil { missingCount += 1 }
      images.append(
        EvaluatedImage(
          truths: truth.objects.map { $0.truth(inWidth: size.0, height: size.1) },
          found: found?.found ?? []))
    }
    let strayCount = images.reduce(0) { sum, image in
      sum + image.found.count { !labels.indices.contains($0.classIndex) }
    }
    if strayCount > 0 {
      messages.warn(
        self.results, "detections of no class, left out: \(Wording.grouped(strayCount))")
    }
    if missingCount > 0 {
      messages.warn(
        self.results,
        "images without an entry, in which nothing is found: \(Wording.grouped(missingCount))"
      )
    }
    reader.tellCounts()
    try command.report(
      images, labels: labels, isCoco: data.annotations != nil,
      common: [
        ("images", .int(images.count)), ("failed_images", .int(failedCount)),
        ("unlabelled_images", .int(reader.unlabelledCount)),
        ("damaged_labels", .int(reader.damagedCount)),
        ("names", .null), ("compat", .string(command.options.compat.rawValue)),
      ])
    return failedCount > 0 ? .someInputsFailed : .success
  }

  /// The size that the results or the labels say, else that of the picture; nil where there is none.
  private func size(
    of path: String, _ found: DetectionResults.Image?, _ labels: ImageLabels, _ messages: Messages
  ) -> (Int, Int)? {
    if let size = found?.size { return (size.width, size.height) }
    if let width = labels.imageWidth, let height = labels.imageHeight { return (width, height) }
    do {
      let image = try Image(contentsOf: path)
      return (image.width, image.height)
    } catch {
      messages.report(Failure(error).error)
      return nil
    }
  }

  /// The names of the classes: those that are given, or the categories.
  private func labels() throws -> [String] {
    if let names = command.evaluation.names { return try NamesFile(contentsOf: names).labels }
    if let data = data.data, data["names"] != nil {
      return try NamesFile(contentsOf: LabelledData.path("names", in: data)).labels
    }
    if let annotations = data.annotations { return annotations.categories.map(\.name) }
    throw CommandError.usage(
      "nothing says what the classes are", help: "--names FILE, or a data file that has names")
  }
}

/// Finds what was found in an image, by its path, its name, or its number in annotations.
private struct ResultLookup {
  private var images = PathTable<DetectionResults.Image>()
  private var failures = PathTable<Bool>()

  /// - Throws: `CommandError` for numbers of images without annotations that say which these are.
  init(
    _ results: DetectionResults, annotations: CocoAnnotations?, labels: [String]
  ) throws {
    guard results.isCoco else {
      for image in results.images { images.add(image, for: image.name) }
      for path in results.failed { failures.add(true, for: path) }
      return
    }
    guard let annotations else {
      throw CommandError.usage(
        "results in COCO's form are about numbers of images, but the labels are no annotations of COCO",
        help: "detect … --format jsonl has the paths of images")
    }
    let byNumber = Dictionary(results.images.map { ($0.name, $0) }) { first, _ in first }
    let places = try annotations.classIndices(in: labels)
    let classes = Dictionary(zip(annotations.categories.map(\.id), places)) { first, _ in first }
    for image in annotations.images {
      guard var found = byNumber[String(image.id)] else { continue }
      found.renumber(classes)
      images.add(found, for: image.fileName)
    }
  }

  /// What was found in the image at `path`.
  func image(_ path: String) -> DetectionResults.Image? { images[path] }

  /// Whether the image at `path` failed when the results were made.
  func failed(_ path: String) -> Bool { image(path) == nil && failures[path] == true }
}
