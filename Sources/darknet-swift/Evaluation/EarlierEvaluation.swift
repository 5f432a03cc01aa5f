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
    let labels = try labels(in: results)
    var reader = TruthReader(
      data, try data.finder(command.options.compat, classes: labels),
      compat: command.options.compat, messages: messages)
    let lookup = try ResultLookup(results, annotations: data.annotations, labels: labels)
    var (images, missingCount) = ([EvaluatedImage](), 0)
    for path in data.images {
      let truth = reader.labels(of: path)
      let found = lookup.image(path)
      if found == nil { missingCount += 1 }
      let size = (found?.size).map { ($0.width, $0.height) } ?? size(of: path, truth)
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
        ("images", .int(images.count)), ("failed_images", .int(0)),
        ("unlabelled_images", .int(reader.unlabelledCount)),
        ("damaged_labels", .int(reader.damagedCount)),
        ("names", .null), ("compat", .string(command.options.compat.rawValue)),
      ])
    return .success
  }

  /// The size that the labels say, else that of the picture; overlaps are the same in shares.
  private func size(of path: String, _ labels: ImageLabels) -> (Int, Int) {
    if let width = labels.imageWidth, let height = labels.imageHeight { return (width, height) }
    let image = try? Image(contentsOf: path)
    return (image?.width ?? 1, image?.height ?? 1)
  }

  /// The names of the classes: those that are given, the categories, or as many numbers as occur.
  private func labels(in results: DetectionResults) throws -> [String] {
    if let names = command.evaluation.names { return try NamesFile(contentsOf: names).labels }
    if let data = data.data, data["names"] != nil {
      return try NamesFile(contentsOf: LabelledData.path("names", in: data)).labels
    }
    if let annotations = data.annotations { return annotations.categories.map(\.name) }
    let last = results.images.flatMap { $0.found.map(\.classIndex) }.max() ?? -1
    guard last >= 0, last < Limits.classCount else {
      throw CommandError.usage(
        "nothing says what the classes are", help: "--names FILE, or a data file that has names")
    }
    return LabelSource.numbers(count: last + 1).labels
  }
}

/// Finds what was found in an image, by its path, its name, or its number in annotations.
private struct ResultLookup {
  private var images: [String: DetectionResults.Image] = [:]
  private var names: [String: DetectionResults.Image] = [:]

  /// - Throws: `CommandError` for numbers of images without annotations that say which these are.
  init(
    _ results: DetectionResults, annotations: CocoAnnotations?, labels: [String]
  ) throws {
    guard results.isCoco else {
      for image in results.images {
        images[image.name] = image
        names[Wording.fileName(image.name)] = image
      }
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
      names[Wording.fileName(image.fileName)] = found
    }
  }

  /// What was found in the image at `path`.
  func image(_ path: String) -> DetectionResults.Image? {
    images[path] ?? names[Wording.fileName(path)]
  }
}
