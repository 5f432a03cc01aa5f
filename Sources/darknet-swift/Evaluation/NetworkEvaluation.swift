import CfgParser
import Engine
import Trainer

/// Runs a network over the images of a data set, and compares.
struct NetworkEvaluation {
  /// The images and their labels.
  let data: LabelledData
  /// The network and its weights.
  let words: ModelWords
  /// What else the call says.
  let command: EvalCommand

  private var options: EvaluationOptions { command.evaluation }
  private var compat: Compatibility { command.options.compat }

  /// Does it.
  ///
  /// - Throws: What keeps all of it from being done.
  func execute(_ messages: Messages) throws -> ExitStatus {
    let model = try Model(
      words.cfg, width: command.size.width, height: command.size.height,
      options: command.options, messages: messages)
    let weights = try model.weights(
      at: model.weightsPath(words.weights), options: command.options, messages: messages)
    let plan = try model.plan(
      weights, options: command.options, expectedRunCount: data.images.count,
      messages: messages)
    let isDetector = plan.network.nodes.contains { $0.layer is any HeadLayer }
    guard isDetector else { return try classify(model, plan, messages) }
    return try detect(model, plan, messages)
  }

  private func detect(
    _ model: Model, _ plan: ExecutionPlan, _ messages: Messages
  ) throws -> ExitStatus {
    try options.refuse(options.ofClassifiers, for: "a detector")
    let classCount = try Detector(plan, for: .arrays).labels.count
    let source = try labels(model, plan, classCount: classCount, messages)
    let detector = try Detector(plan, labels: source.labels, for: .arrays)
    let metric = options.chosenMetric(isCoco: data.annotations != nil)
    let settings = options.settings(metric, compat: compat)
    let find: @Sendable (Picture) throws -> [Detection] = { picture in
      try detector.detect(in: picture, tiling: nil, settings: settings)
    }
    if options.writeResults {
      let files = try ValidationFiles(data, name: options.resultsName, compat: compat)
      return try files.write(detector.labels, by: run(plan, messages), inputs, find: find)
    }
    let finder = try data.finder(compat, classes: source.labels)
    let (status, found) = try collect(plan, messages, find)
    if let interruption = Interruption.status { return interruption }
    var reader = TruthReader(data, finder, compat: compat, messages: messages)
    let images = found.map { image in
      EvaluatedImage(
        truths: reader.labels(of: image.path).objects.map {
          $0.truth(inWidth: image.width, height: image.height)
        },
        found: image.finding.map { detection in
          FoundObject(
            classIndex: detection.classIndex,
            box: PixelBox(detection.box, inWidth: image.width, height: image.height),
            confidence: Double(detection.confidence))
        })
    }
    reader.tellCounts()
    let rules = detector.rules(settings)
    let keys = common(
      images.count, unlabelled: reader.unlabelledCount, damaged: reader.damagedCount, source)
    try command.report(
      images, labels: detector.labels, isCoco: data.annotations != nil,
      common: keys + [
        ("resize", .string(rules.resize.rawValue)), ("nms", .float(rules.overlap)),
        ("least_confidence", .float(rules.threshold)),
      ])
    return status
  }

  private func classify(
    _ model: Model, _ plan: ExecutionPlan, _ messages: Messages
  ) throws -> ExitStatus {
    try options.refuse(options.ofDetectors, for: "a classifier")
    let classCount = try Classifier(plan, for: .arrays).labels.count
    let source = try labels(model, plan, classCount: classCount, messages)
    let classifier = try Classifier(plan, labels: source.labels, for: .arrays)
    let top = try options.top ?? data.data?.int("top", in: 1...Int(Int32.max)) ?? 5
    let mode = options.resize.mode ?? compat.classifierResize
    let (status, found) = try collect(plan, messages) { picture in
      try classifier.classify(picture, top: top, resize: mode)
    }
    if let interruption = Interruption.status { return interruption }
    let words = try pathLabels(source)
    var evaluation = ClassificationEvaluation(classCount: classCount, top: top)
    var unknownCount = 0
    for image in found {
      let truth = ClassificationEvaluation.classIndex(ofPath: image.path, labels: words)
      guard let truth, truth < classCount else {
        unknownCount += 1
        continue
      }
      evaluation.add(truth: truth, found: image.finding.map(\.classIndex))
    }
    if unknownCount > 0 {
      messages.warn(
        "labels", "images without one in their path: \(Wording.grouped(unknownCount))")
    }
    try command.report(
      ClassificationReport(
        evaluation: evaluation, labels: classifier.labels, unknownCount: unknownCount),
      common: common(found.count, unlabelled: unknownCount, damaged: 0, source)
        + [("resize", .string(mode.rawValue))])
    return status
  }

  /// The labels that are looked for in paths: those of the data file's `labels`, as in Darknet, or the
  /// names.
  private func pathLabels(_ source: LabelSource) throws -> [String] {
    guard let file = data.data, file["labels"] != nil else { return source.labels }
    return try NamesFile(contentsOf: LabelledData.path("labels", in: file)).labels
  }

  private func labels(
    _ model: Model, _ plan: ExecutionPlan, classCount: Int, _ messages: Messages
  ) throws -> LabelSource {
    let locator = LabelLocator(names: options.names, data: data.data?.file)
    return try model.labels(locator, of: plan, classCount: classCount, messages: messages)
  }

  private var inputs: ImageInputs { ImageInputs(listed: data.images) }

  private func run(_ plan: ExecutionPlan, _ messages: Messages) -> ImageRun {
    let exif = options.exif ?? compat.exifPolicy
    return ImageRun(
      loader: PictureLoader(
        network: plan.network, exif: exif, maximumPixelCount: Image.defaultMaximumPixelCount,
        messages: messages),
      messages: messages, total: data.images.count,
      ending: RunEnding(isAtFirstFailure: false, isForgiving: false), replaced: nil,
      memory: MemoryShares(of: command.options.maxMemory))
  }

  private func collect<Finding: Sendable>(
    _ plan: ExecutionPlan, _ messages: Messages,
    _ find: @escaping @Sendable (Picture) throws -> Finding
  ) throws -> (ExitStatus, [FoundImage<Finding>]) {
    let found = FoundImages<Finding>()
    var sinks = ResultSinks(files: [found.sink])
    let status = try run(plan, messages).run(inputs, to: &sinks, find: find)
    return (status, found.all)
  }

  private func common(
    _ count: Int, unlabelled: Int, damaged: Int, _ source: LabelSource
  ) -> [(String, JSONValue)] {
    [
      ("images", .int(count)), ("failed_images", .int(max(0, data.images.count - count))),
      ("unlabelled_images", .int(unlabelled)), ("damaged_labels", .int(damaged)),
      ("names", .string(source.origin)), ("compat", .string(compat.rawValue)),
    ]
  }
}
