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

extension Detector {
  /// The objects in a picture, by a plan that may not keep its weights: what it lacks is read in
  /// the run.
  ///
  /// - Throws: `WeightsError` when weights cannot be read.
  package func detectReading(
    in image: Image, tiling: Tiling? = nil, settings: DetectionSettings = .init()
  ) throws(WeightsError) -> [Detection] {
    let rules = rules(settings)
    let kept = try found(in: image, tiling, rules) { session throws(WeightsError) in
      try session.runReading()
    }
    return detections(kept, rules, settings.order)
  }

  /// The objects in an array, likewise.
  ///
  /// - Throws: `ModelError.Code.wrongInput` unless it has as many channels as the network takes;
  ///   `WeightsError`.
  package func detectReading(
    in array: PictureArray, tiling: Tiling? = nil, settings: DetectionSettings = .init()
  ) throws -> [Detection] {
    try network.requireChannels(of: array)
    let rules = rules(settings)
    let kept = try found(in: array, tiling, rules) { session throws(WeightsError) in
      try session.runReading()
    }
    return detections(kept, rules, settings.order)
  }
}

extension Classifier {
  /// The most probable classes of a picture, by a plan that may not keep its weights: what it lacks
  /// is read in the run.
  ///
  /// - Throws: `WeightsError` when weights cannot be read.
  package func classifyReading(
    _ image: Image, top count: Int = 5, resize: ResizeMode? = nil
  ) throws(WeightsError) -> [Classification] {
    try found([image], top: count, resize) { session throws(WeightsError) in
      try session.runReading()
    }[0]
  }

  /// The most probable classes of an array, likewise.
  ///
  /// - Throws: `ModelError.Code.wrongInput` unless it has as many channels as the network takes;
  ///   `WeightsError`.
  package func classifyReading(
    _ array: PictureArray, top count: Int = 5, resize: ResizeMode? = nil
  ) throws -> [Classification] {
    try network.requireChannels(of: array)
    return try found([array], top: count, resize) { session throws(WeightsError) in
      try session.runReading()
    }[0]
  }
}

extension PlanOptions {
  /// The options of a plan that runs a single time, by whoever has it read its weights.
  package var forSingleUse: PlanOptions {
    var options = self
    (options.expectedRunCount, options.keepsWeights) = (1, false)
    return options
  }
}
