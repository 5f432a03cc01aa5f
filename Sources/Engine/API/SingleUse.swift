public import CfgParser

extension Detector {
  /// The objects in one picture, by a network that is needed for nothing else.
  ///
  /// The weights are not all brought into memory: each step's are read and prepared when its turn
  /// comes and forgotten behind it. That is faster than loading a detector for one picture, and
  /// takes the memory of the largest layer.
  ///
  /// - Parameters:
  ///   - image: the picture.
  ///   - cfg: path of the cfg file.
  ///   - weights: path of the weights file.
  ///   - names: path of a file with a class name a line, as for a detector that is kept.
  ///   - compatibility: whose behaviour counts where the programs differ.
  ///   - options: how the network is made ready; the number of runs is 1.
  ///   - settings: thresholds and the like.
  /// - Returns: the objects, as a detector gives them.
  /// - Throws: what loading a detector throws, and `WeightsError` when weights cannot be read in
  ///   the run.
  public static func detectOnce(
    in image: Image, cfg: String, weights: String, names: String? = nil,
    compatibility: Compatibility = .recommended, options: PlanOptions = .init(),
    settings: DetectionSettings = .init()
  ) throws -> [Detection] {
    let detector = try Detector(
      cfg: cfg, weights: weights, names: names, compatibility: compatibility,
      options: options.forSingleUse)
    return try detector.detectReading(in: image, settings: settings)
  }
}

extension Classifier {
  /// The most probable classes of one picture, by a network that is needed for nothing else; see
  /// ``Detector/detectOnce(in:cfg:weights:names:compatibility:options:settings:)``.
  ///
  /// - Parameters:
  ///   - image: the picture.
  ///   - cfg: path of the cfg file.
  ///   - weights: path of the weights file.
  ///   - names: path of a file with a class name a line, as for a classifier that is kept.
  ///   - compatibility: whose behaviour counts where the programs differ.
  ///   - options: how the network is made ready; the number of runs is 1.
  ///   - count: how many classes, at most as many as there are.
  /// - Returns: the classes, as a classifier gives them.
  /// - Throws: what loading a classifier throws, and `WeightsError` when weights cannot be read in
  ///   the run.
  public static func classifyOnce(
    _ image: Image, cfg: String, weights: String, names: String? = nil,
    compatibility: Compatibility = .recommended, options: PlanOptions = .init(),
    top count: Int = 5
  ) throws -> [Classification] {
    let classifier = try Classifier(
      cfg: cfg, weights: weights, names: names, compatibility: compatibility,
      options: options.forSingleUse)
    return try classifier.classifyReading(image, top: count)
  }
}

extension PlanOptions {
  /// The options of a plan that runs a single time, by whoever has it read its weights.
  package var forSingleUse: PlanOptions {
    var options = self
    (options.expectedRunCount, options.keepsWeights, options.tunes) = (1, false, false)
    return options
  }
}
