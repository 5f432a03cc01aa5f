/// What a cfg says of training: the keys of `[net]`, and those that every section may have.
///
/// They are read when somebody trains: a network whose keys of training are wrong runs all the
/// same.
///
/// - Reference: darknet `parser.c`, `parse_net_options`, `parse_network_cfg`.
public struct TrainingSettings: Sendable, Hashable {
  /// Images of a step.
  public let batch: Int
  /// Parts a step is split into, each of which runs at once.
  public let subdivisions: Int
  /// Images of one sequence in recurrent networks; 1 elsewhere.
  public let timeSteps: Int
  /// Steps in all; 0 where the cfg sets no end.
  public let maxBatches: Int
  /// How the rate of learning changes.
  public let rate: RateSettings
  /// What the optimiser is.
  public let optimizer: OptimizerSettings
  /// How images are changed.
  public let augmentation: AugmentationSettings
  /// How the size of the input changes.
  public let sizes: RandomSizeSettings
  /// Whether values that are no numbers are repaired; AlexeyAB's.
  public let tryFixNan: Bool
  /// The share of the past in a moving average of the weights, which AlexeyAB's fork keeps beside
  /// them; 0 for none.
  public let emaAlpha: Float
  /// What every section says, by the number of its layer.
  public let layers: [LayerTraining]
  /// What was read otherwise than written, in the order of the file; what inference has said of the
  /// network is left out.
  public let warnings: [CfgWarning]

  /// Images that run at once.
  public var miniBatch: Int { batch / subdivisions * timeSteps }
  /// Images of a step, as the optimiser counts them: those that `subdivisions` does not divide drop
  /// out.
  public var imagesPerStep: Int { miniBatch * subdivisions }

  /// Reads the keys of training.
  ///
  /// - Throws: ``CfgError`` at the line of a key that is wrong.
  public init(_ network: Network) throws(CfgError) {
    var options = network.settingsReader
    (batch, subdivisions) = (network.settings.batch, network.settings.subdivisions)
    timeSteps = try options.int("time_steps", default: 1, in: 1...Limits.listCount)
    maxBatches = try options.int("max_batches", default: 0, in: 0...Limits.valueCount)
    rate = try RateSettings(reading: &options, maxBatches: maxBatches)
    optimizer = try OptimizerSettings(reading: &options)
    augmentation = try AugmentationSettings(reading: &options, input: network.inputShape)
    sizes = try RandomSizeSettings(
      reading: &options, input: network.inputShape, crops: augmentation.crops)
    let isExtended = options.compatibility != .pjreddie
    tryFixNan = try isExtended ? options.flag("try_fix_nan") : false
    emaAlpha = try isExtended ? options.share("ema_alpha", default: 0) : 0
    try Self.checkBatch(&options, batch, subdivisions)
    for key in Self.unsupportedKeys { try options.refuse(key, unless: 0) }
    let readings = try network.nodes.map { node throws(CfgError) in
      try network.training(of: node)
    }
    layers = readings.map(\.keys)
    let known = Set(network.warnings)
    warnings = (options.valueWarnings + readings.flatMap(\.warnings)).filter { !known.contains($0) }
  }

  /// Keys that would change what is learnt, and that this package lacks.
  private static let unsupportedKeys = [
    "clip", "adversarial_lr", "attention", "badlabels_rejection_percentage", "contrastive",
    "equidistant_point", "num_sigmas_reject_badlabels", "unsupervised", "weights_reject_freq",
  ]

  private static func checkBatch(
    _ options: inout SectionReader, _ batch: Int, _ subdivisions: Int
  ) throws(CfgError) {
    guard batch >= subdivisions else {
      throw options.fault(
        "subdivisions", "is more than batch=\(batch); [net] takes subdivisions from 1 to batch")
    }
    guard !batch.isMultiple(of: subdivisions) else { return }
    let used = batch / subdivisions * subdivisions
    options.warn(
      "batch", "'batch=\(batch)' is taken as \(used), which subdivisions=\(subdivisions) divides")
  }
}

extension Network {
  /// What the section of a layer says of training, and the remarks on it.
  fileprivate func training(
    of node: Node
  ) throws(CfgError) -> (keys: LayerTraining, warnings: [CfgWarning]) {
    var options = reader(of: node)
    let keys = try LayerTraining(reading: &options, of: node.layer)
    return (keys, options.valueWarnings)
  }
}
