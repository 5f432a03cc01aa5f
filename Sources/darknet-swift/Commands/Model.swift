import CfgParser
import Engine

/// A network of the call, read and made ready.
struct Model {
  /// The cfg's path.
  let cfg: String
  /// The network.
  let network: Network

  /// Reads the network that `word` means, in the cfg's own size unless another is given.
  ///
  /// - Throws: `CommandError` or `CfgError`.
  init(
    _ word: String, width: Int?, height: Int?, options: NetworkOptions, messages: Messages
  ) throws {
    cfg = try CfgLocator().locate(word)
    network = try Network(
      CfgDocument(contentsOf: cfg), width: width, height: height, compatibility: options.compat)
    messages.warn(network.warnings)
    messages.explain("compat: \(options.compat.rawValue)")
    explainTraining(messages)
  }

  /// Training values that people leave in a cfg, and worry about.
  private func explainTraining(_ messages: Messages) {
    let (batch, subdivisions) = (network.settings.batch, network.settings.subdivisions)
    guard batch > 1 || subdivisions > 1 else { return }
    messages.explain(
      "\(cfg): batch=\(batch) and subdivisions=\(subdivisions) are for training and mean nothing here"
    )
  }

  /// The path of `weights`, or of the file found for the network where none were given.
  ///
  /// - Throws: `CommandError`.
  func weightsPath(_ weights: String?) throws(CommandError) -> String {
    if let weights { return weights }
    return try WeightsLocator().locate(for: cfg)
  }

  /// Opens the weights at `path`, and checks that they fit.
  ///
  /// - Throws: `WeightsError`.
  func weights(
    at path: String, options: NetworkOptions, messages: Messages
  ) throws -> NetworkWeights {
    try weights(in: WeightsFile(contentsOf: path), options: options, messages: messages)
  }

  /// Checks that the weights in `file` fit.
  ///
  /// - Throws: `WeightsError`.
  func weights(
    in file: WeightsFile, options: NetworkOptions, messages: Messages
  ) throws(WeightsError) -> NetworkWeights {
    let found = try NetworkWeights(file, for: network, allowing: options.leniency)
    let (loaded, path) = (found.loadedLayerCount, file.path)
    messages.explain(
      "\(path): weights of \(loaded) layers, arrays in the order of \(found.dialect.rawValue)")
    if found.trailingValueCount > 0 {
      messages.warn(path, "\(Wording.grouped(found.trailingValueCount)) values are left over")
    }
    if loaded < network.nodes.count, !options.partial {
      messages.warn(
        path,
        "the file ends in layer \(loaded) [\(network.nodes[loaded].type)]; what it lacks stays random"
      )
    }
    try warn(of: found, in: path, messages)
    return found
  }

  /// Warns of values that no network has that was trained well.
  private func warn(
    of weights: NetworkWeights, in path: String, _ messages: Messages
  ) throws(WeightsError) {
    let faults = try weights.parameterFaults()
    let more = "'\(ShellWords.line(["check", cfg, path]))' says more"
    if let layer = faults.firstLayerNotFinite {
      messages.warn(
        path,
        "\(name(ofLayer: layer)) has NaN or infinite values, so what the network finds means "
          + "nothing; \(more)")
    } else if let layer = faults.firstLayerWithNegativeVariance {
      messages.warn(
        path,
        "\(name(ofLayer: layer)) has negative variances, which count as 0: the file may belong to "
          + "another network; \(more)")
    }
  }

  private func name(ofLayer index: Int) -> String {
    "layer \(index) [\(network.nodes[index].type)]"
  }

  /// Makes the network ready to run with `weights`, about `expectedRunCount` times.
  ///
  /// - Throws: `WeightsError`, or what else keeps the plan from being made.
  func plan(
    _ weights: NetworkWeights, options: NetworkOptions, retainsActivations: Bool = false,
    expectedRunCount: Int = PlanOptions.manyRuns, messages: Messages
  ) throws -> ExecutionPlan {
    var planOptions = PlanOptions(
      threadCount: options.threads, retainsActivations: retainsActivations,
      precision: options.precision, expectedRunCount: expectedRunCount, tunes: options.tune,
      memoryLimit: MemoryShares(of: options.maxMemory).network)
    if expectedRunCount == 1 { planOptions = planOptions.forSingleUse }
    let plan = try ExecutionPlan(network, weights: weights, options: planOptions)
    messages.explain(
      """
      \(cfg): input \(network.inputShape), threads \(plan.threadCount), \
      kernels \(plan.kernelSetName), precision \(options.precision.rawValue), \
      \(Wording.grouped(plan.weightByteCount >> 10)) KiB of weights\
      \(plan.options.keepsWeights ? "" : " read layer by layer"), \
      \(Wording.grouped(plan.arenaByteCount >> 10)) KiB of activations
      """)
    for line in PlanChoices(plan.summary).lines { messages.explain("\(cfg): \(line)") }
    return plan
  }

  /// The names of the classes of `plan`, which are `classCount`.
  ///
  /// - Throws: `CfgError` or `CommandError` when a list that was asked for cannot be read.
  func labels(
    _ options: LabelOptions, of plan: ExecutionPlan, classCount: Int, messages: Messages
  ) throws -> LabelSource {
    try labels(
      LabelLocator(names: options.names, data: options.data), of: plan, classCount: classCount,
      messages: messages)
  }

  /// The names of the classes of `plan`, which are `classCount`, as `locator` finds them.
  ///
  /// - Throws: `CfgError` or `CommandError` when a list that was asked for cannot be read.
  func labels(
    _ locator: LabelLocator, of plan: ExecutionPlan, classCount: Int, messages: Messages
  ) throws -> LabelSource {
    let source =
      try locator
      .labels(for: cfg, classCount: classCount, tree: plan.classTree)
    for (subject, message) in source.warnings { messages.warn(subject, message) }
    messages.explain("names: \(source.origin)")
    return source
  }
}
