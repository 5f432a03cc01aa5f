import CfgParser
import Engine
import Trainer

/// Evaluates weights while a network learns, on the `valid` list of the data file.
///
/// - Reference: AlexeyAB's darknet `detector.c`, `train_detector` with `-map`.
struct Validation {
  /// What is counted, as charts call it.
  var scoreName: String { isDetector ? "mAP" : "accuracy" }
  /// The key of the number in a log.
  var key: String { isDetector ? "map" : "top1_accuracy" }

  private let data: LabelledData
  private let network: Network
  private let options: NetworkOptions
  private let messages: Messages
  private let labels: [String]
  private let pathLabels: [String]
  private let isDetector: Bool
  /// What the images show, read once: the warnings are those of one reading.
  private var truths: [ImageLabels]?
  private var hasToldFailures = false

  /// Makes ready what stays the same from one evaluation to the next.
  ///
  /// - Parameters:
  ///   - data: The images.
  ///   - model: The network, in the size of its cfg.
  ///   - labels: The names of the classes.
  ///   - pathLabels: Of a classifier, what is looked for in paths.
  ///   - options: How the network is run.
  ///   - messages: Where warnings go.
  init(
    _ data: LabelledData, _ model: Model, labels: [String], pathLabels: [String],
    options: NetworkOptions, messages: Messages
  ) {
    (self.data, network, self.options, self.messages) = (data, model.network, options, messages)
    (self.labels, self.pathLabels) = (labels, pathLabels)
    isDetector = network.nodes.contains { $0.layer is any HeadLayer }
  }

  /// The score of the weights in a file; nil where a signal came before the last image.
  ///
  /// - Throws: `WeightsError`, or what else keeps the network from being run; `CfgError` where the
  ///   labels cannot be read.
  mutating func score(ofWeightsAt path: String) throws -> Double? {
    let weights = try NetworkWeights(WeightsFile(contentsOf: path), for: network)
    let plan = try ExecutionPlan(
      network, weights: weights,
      options: PlanOptions(
        threadCount: options.threads, expectedRunCount: data.images.count,
        memoryLimit: MemoryShares(of: options.maxMemory).network))
    let score = isDetector ? try precision(plan) : try accuracy(plan)
    hasToldFailures = true
    return score
  }

  private mutating func precision(_ plan: ExecutionPlan) throws -> Double? {
    let detector = try Detector(plan, labels: labels, for: .arrays)
    let settings = DetectionSettings(threshold: 0.005, overlap: 0.45)
    let truths = try readTruths()
    var images: [EvaluatedImage] = []
    let isWhole = try forEachPicture { index, picture in
      let found = try detector.detect(in: picture, tiling: nil, settings: settings)
      let (width, height) = (picture.width, picture.height)
      images.append(
        EvaluatedImage(
          truths: truths[index].objects.map { $0.truth(inWidth: width, height: height) },
          found: found.map { detection in
            FoundObject(
              classIndex: detection.classIndex,
              box: PixelBox(detection.box, inWidth: width, height: height),
              confidence: Double(detection.confidence))
          }))
    }
    guard isWhole else { return nil }
    return VocEvaluation(images, classCount: detector.labels.count, overlap: 0.5)
      .mean(.allPoints) ?? 0
  }

  private func accuracy(_ plan: ExecutionPlan) throws -> Double? {
    let classifier = try Classifier(plan, labels: labels, for: .arrays)
    let count = classifier.labels.count
    var evaluation = ClassificationEvaluation(classCount: count)
    let mode = options.compat.classifierResize
    let isWhole = try forEachPicture { index, picture in
      let found = try classifier.classify(picture, top: 1, resize: mode)
      let truth = ClassificationEvaluation.classIndex(
        ofPath: data.images[index], labels: pathLabels)
      guard let truth, truth < count else { return }
      evaluation.add(truth: truth, found: found.map(\.classIndex))
    }
    return isWhole ? evaluation.firstAccuracy : nil
  }

  private mutating func readTruths() throws -> [ImageLabels] {
    if let truths { return truths }
    let finder = try data.finder(options.compat, classes: labels)
    var reader = TruthReader(data, finder, compat: options.compat, messages: messages)
    let read = data.images.map { reader.labels(of: $0) }
    reader.tellCounts()
    truths = read
    return read
  }

  /// Hands on every picture that can be read with its number; false where a signal came first.
  private func forEachPicture(_ body: (Int, Picture) throws -> Void) throws -> Bool {
    let loader = PictureLoader(
      network: network, exif: options.compat.exifPolicy,
      maximumPixelCount: Image.defaultMaximumPixelCount, messages: messages)
    var failedCount = 0
    for (index, path) in data.images.enumerated() {
      guard Interruption.status == nil else { return false }
      let picture: Picture
      do {
        picture = try loader.load(.file(RawPath(path)))
      } catch {
        failedCount += 1
        if !hasToldFailures { messages.report(Failure(error).error) }
        continue
      }
      try body(index, picture)
    }
    if failedCount > 0, !hasToldFailures {
      messages.warn("--map", "images that cannot be read, and do not count: \(failedCount)")
    }
    return true
  }
}
