import CfgParser
import Engine
import Trainer

/// What a run of training is made of: all that is read and checked before the first iteration.
struct TrainingSetup {
  /// The call.
  let command: TrainCommand
  /// The words that name the network and its weights.
  let words: ModelWords
  /// Where people are told.
  let messages: Messages
  /// The network.
  let model: Model
  /// What its cfg says of training.
  let settings: TrainingSettings
  /// The images it learns from.
  let data: LabelledData
  /// Names of its classes.
  let labels: [String]
  /// Of a classifier, what is looked for in paths.
  let pathLabels: [String]
  /// Where everything goes.
  let folder: BackupFolder
  /// When weights are written.
  let policy: BackupPolicy
  /// The iteration behind which the run ends.
  let end: Int
  /// What evaluates on the way, if that is asked for.
  let validation: Validation?
  /// The checkpoint the run goes on from.
  let checkpoint: Checkpoint?

  /// Options of the call.
  var options: TrainOptions { command.training }
  /// Whether the network finds objects, or tells classes of whole images.
  var isDetector: Bool { model.network.nodes.contains { $0.layer is any HeadLayer } }
  /// What random numbers begin with.
  var seed: UInt64 { checkpoint?.seed ?? options.seed ?? 0 }
  /// Iterations from one evaluation to the next.
  ///
  /// - Reference: AlexeyAB's darknet `detector.c`, `train_detector`: `-mAP_epochs`, 4 by default.
  var mapInterval: Int {
    options.mapEvery ?? max(100, 4 * data.images.count / max(1, settings.imagesPerStep))
  }

  /// Reads what the call names, and checks that it goes together.
  ///
  /// - Throws: What is wrong with it, before anything is written.
  init(_ command: TrainCommand, _ words: ModelWords, _ messages: Messages) throws {
    (self.command, self.words, self.messages) = (command, words, messages)
    let (options, network) = (command.training, command.options)
    data = try LabelledData(
      command.data, key: "train", labels: options.labels, imageFolder: nil)
    model = try Model(
      words.cfg, width: nil, height: nil, options: network, isTraining: true, messages: messages)
    settings = try TrainingSettings(model.network)
    messages.warn(settings.warnings)
    end = try Self.end(options, settings, model)
    (labels, pathLabels) = try Self.labels(model, data, options, messages)
    policy = try BackupPolicy(
      data.data, last: options.saveLast, kept: options.saveWeights, iterations: end,
      compat: network.compat)
    folder = BackupFolder(options.backup, data: data.data, cfg: words.cfg)
    validation =
      try options.map ? Self.validation(command, model, labels, pathLabels, messages) : nil
    checkpoint = try Self.checkpoint(folder, options)
    try Self.checkLog(
      options.log, keeping: [command.data, words.cfg] + [words.weights].compactMap(\.self))
  }

  private static func end(
    _ options: TrainOptions, _ settings: TrainingSettings, _ model: Model
  ) throws(CommandError) -> Int {
    if let given = options.iterations { return given }
    guard settings.maxBatches > 0 else {
      throw CommandError(
        .badData, model.cfg, "it has no 'max_batches', so the run has no end",
        help: "--iterations N says when it ends")
    }
    return settings.maxBatches
  }

  /// The names of the classes, and what is looked for in paths: the data file's `labels`, as in
  /// Darknet, or the names.
  private static func labels(
    _ model: Model, _ data: LabelledData, _ options: TrainOptions, _ messages: Messages
  ) throws -> (names: [String], paths: [String]) {
    let count = model.network.classCount
    let locator = LabelLocator(names: options.names, data: data.data?.file)
    let source = try locator.labels(for: model.cfg, classCount: count)
    for (subject, message) in source.warnings { messages.warn(subject, message) }
    messages.explain("names: \(source.origin)")
    guard let file = data.data, file["labels"] != nil else { return (source.labels, source.labels) }
    let path = try LabelledData.path("labels", in: file)
    return (source.labels, try NamesFile(contentsOf: path).labels)
  }

  private static func validation(
    _ command: TrainCommand, _ model: Model, _ labels: [String], _ pathLabels: [String],
    _ messages: Messages
  ) throws -> Validation {
    guard command.data.hasSuffix(".data") else {
      throw CommandError.usage(
        "--map evaluates on the 'valid' list of a data file, which '\(command.data)' is not")
    }
    let data = try LabelledData(
      command.data, key: "valid", labels: command.training.labels, imageFolder: nil)
    return Validation(
      data, model, labels: labels, pathLabels: pathLabels, options: command.options,
      messages: messages)
  }

  /// The checkpoint in the folder, which has to be there on purpose.
  private static func checkpoint(
    _ folder: BackupFolder, _ options: TrainOptions
  ) throws -> Checkpoint? {
    let path = folder.checkpoint
    guard SystemCall.status(of: RawPath(path)) != nil else { return nil }
    guard options.resume else {
      if options.overwrite { return nil }
      throw CommandError(
        .usage, path, "is the checkpoint of an earlier run",
        help: "--resume goes on with it, --overwrite begins anew, --backup FOLDER is another place")
    }
    let checkpoint = try Checkpoint(contentsOf: path)
    if let seed = options.seed, seed != checkpoint.seed {
      throw CommandError(
        .usage, path, "the run began with --seed \(checkpoint.seed), not \(seed)",
        help: "leave --seed out, or begin anew with --overwrite")
    }
    return checkpoint
  }

  private static func checkLog(_ log: String?, keeping inputs: [String]) throws(CommandError) {
    guard let log, InputFiles(inputs.map { RawPath($0) }).contains(RawPath(log)) else { return }
    throw CommandError.usage(
      "the log would replace the input '\(log)'", help: "choose another --log")
  }
}

extension TrainingSetup {
  /// The weights the network begins with, and how many images they have seen.
  ///
  /// - Throws: `WeightsError`.
  func weights() throws -> (weights: NetworkWeights, seen: Int) {
    var weights = NetworkWeights(randomFor: model.network)
    var seen = 0
    if let path = words.weights {
      let file = try WeightsFile(contentsOf: path)
      var leniency = command.options.leniency
      // Of networks whose first layers are the same, those are enough.
      leniency.allowsPartial = true
      weights = try NetworkWeights(file, for: model.network, allowing: leniency)
      seen = options.clear ? 0 : Int(clamping: file.header.seen)
      messages.tell(
        "\(path): weights of \(weights.loadedLayerCount) of \(model.network.nodes.count) layers, "
          + "\(Wording.grouped(seen)) images seen")
    }
    weights.seed = seed
    return (weights, seen)
  }

  /// The network, ready to learn: as the checkpoint has it, or from the weights on.
  ///
  /// - Throws: What keeps it from learning.
  func trainer() throws -> Trainer {
    let (threads, sizes) = (command.options.threads, try sizes())
    let limit = MemoryShares(of: command.options.maxMemory).network.map {
      max(0, $0 - imageByteCount(sizes.largest))
    }
    if let checkpoint {
      return try Trainer.resuming(
        checkpoint, of: model.network, sizes: sizes.sizes, threadCount: threads,
        memoryLimit: limit)
    }
    let (weights, seen) = try weights()
    return try Trainer(
      model.network, weights: weights, seen: seen, sizes: sizes.sizes, threadCount: threads,
      memoryLimit: limit)
  }

  /// Bytes of the images of that size that are made ahead.
  private func imageByteCount(_ size: InputSize) -> Int {
    4 * BatchLoader.usualDepth * settings.miniBatch * model.network.inputShape.channels
      * size.width * size.height
  }

  /// The sizes of the input on the way.
  private func sizes() throws(CfgError) -> SizeSchedule {
    try SizeSchedule(model.network, iterations: end, seed: seed)
  }

  /// What the run remembers; of one that begins, with the number of its first iteration.
  ///
  /// - Throws: `CommandError` where the checkpoint is of something else.
  func state(before first: Int) throws(CommandError) -> RunState {
    guard let checkpoint else { return RunState(start: first) }
    guard let state = RunState(decoding: checkpoint.payload) else {
      throw CommandError(.badData, checkpoint.file, "the run it is of cannot be read from it")
    }
    return state
  }

  /// What makes the mini-batches.
  ///
  /// - Throws: `CfgError` at the line of a key that images cannot be changed by; `ModelError` where
  ///   the network does not learn from pictures, or the system has no thread left.
  func loader(for trainer: borrowing Trainer) throws -> BatchLoader {
    try BatchLoader(
      examples(), sizes: sizes(), seen: trainer.seen, imagesPerBatch: trainer.imagesPerMiniBatch,
      imagesPerUpdate: trainer.imagesPerUpdate,
      threadCount: min(trainer.threadCount, Self.loadingThreads))
  }

  /// Threads that make mini-batches at most.
  private static let loadingThreads = 4

  /// What the network learns from.
  ///
  /// - Throws: As `loader(for:)`.
  private func examples() throws -> any ExampleSource {
    guard isDetector else {
      return try ClassificationSource(
        model.network, images: data.images, labels: pathLabels, seed: seed)
    }
    return try DetectionSource(
      model.network, images: data.images,
      labels: data.finder(command.options.compat, classes: labels), seed: seed)
  }
}

extension Network {
  /// Classes that the network tells apart.
  var classCount: Int {
    nodes.compactMap { ($0.layer as? any HeadLayer)?.classes }.max()
      ?? nodes[outputIndex].outputShape.count
  }
}
