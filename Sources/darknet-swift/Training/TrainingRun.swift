import CfgParser
import Engine
import Trainer

/// A run of training: iteration after iteration, and what is written on the way.
struct TrainingRun: ~Copyable {
  private let setup: TrainingSetup
  private var trainer: Trainer
  private let loader: BatchLoader
  private let dialect: WeightDialect
  private let log: TrainingLog?
  private let charts: TrainingCharts
  private var validation: Validation?
  private var state: RunState
  private var progress: TrainingProgress
  private var summary = TrainingSummary()
  private var warnings: ExampleWarnings
  /// The iteration of the last checkpoint that was written, and why the last one could not be.
  private var savedIteration: Int?
  private var failedSave: CommandError?
  private var lastDrawing: ContinuousClock.Instant?

  private var messages: Messages { setup.messages }
  private var folder: BackupFolder { setup.folder }
  /// Where the weights of the last checkpoint are.
  private var lastWeights: String { folder.file(setup.policy.lastSuffix) }

  /// Makes everything ready, so that whatever can be wrong is told before the first iteration.
  ///
  /// - Throws: What keeps the run from beginning.
  init(_ setup: TrainingSetup) throws {
    let trainer = try setup.trainer()
    let state = try setup.state(before: trainer.iteration + 1)
    let loader = try setup.loader(for: trainer)
    // Room for a checkpoint and three weights, while those they replace are still there.
    let checkpointBytes = trainer.checkpointByteCount(payload: state.encoded.count)
    try setup.folder.prepare(byteCount: checkpointBytes + 3 * checkpointBytes / 2)
    let iteration = setup.checkpoint == nil ? 0 : trainer.iteration
    let log = try setup.options.log.map { path throws(CommandError) in
      try TrainingLog(path, after: iteration)
    }
    self.init(setup, trainer, state, loader, log)
  }

  private init(
    _ setup: TrainingSetup, _ trainer: consuming Trainer, _ state: RunState, _ loader: BatchLoader,
    _ log: TrainingLog?
  ) {
    (self.setup, self.state, self.loader, self.log) = (setup, state, loader, log)
    dialect = setup.model.network.compatibility.weightDialect ?? .alexeyab
    progress = TrainingProgress(end: setup.end, imagesPerIteration: trainer.imagesPerUpdate)
    savedIteration = setup.checkpoint == nil ? nil : trainer.iteration
    warnings = ExampleWarnings(setup.messages)
    validation = setup.validation
    charts = TrainingCharts(
      folder: setup.folder.path, name: setup.folder.name,
      scoreName: setup.validation?.scoreName ?? "mAP")
    self.trainer = trainer
  }

  /// Trains to the end, and says how the program has to end.
  ///
  /// - Throws: What ends the run early, but for signals.
  mutating func execute() throws -> ExitStatus {
    if setup.checkpoint != nil {
      messages.tell("goes on behind iteration \(trainer.iteration) of \(setup.end)")
      if setup.words.weights != nil { messages.tell("the weights of the call are not needed") }
    }
    if validation != nil, savedIteration == trainer.iteration { try evaluateIfDue() }
    while trainer.iteration < setup.end, Interruption.status == nil {
      try iterate()
      try evaluateIfDue()
      writeIfDue()
    }
    messages.endProgress()
    if savedIteration != trainer.iteration || failedSave != nil { save() }
    drawCharts()
    tellSummary()
    if let failedSave { throw failedSave }
    if let status = Interruption.status, trainer.iteration < setup.end {
      let line = ShellWords.line(
        ["train", setup.command.data, setup.words.cfg, "--backup", folder.path, "--resume"])
      messages.tell(
        "stopped behind iteration \(trainer.iteration); '\(line)' and what else the call had go on")
      return status
    }
    try write(to: folder.file("_final.weights"))
    messages.tell("\(folder.file("_final.weights")): the weights")
    return .success
  }

  /// One update of the parameters.
  private mutating func iterate() throws {
    let (start, waited) = (ContinuousClock.now, loader.waited)
    var sum = 0.0
    for _ in 0..<trainer.miniBatchesPerUpdate {
      sum += try learn()
      warnings.add(loader.takeWarnings())
    }
    let loss = sum / Double(trainer.imagesPerUpdate)
    let shape = trainer.inputShape
    let report = IterationReport(
      iteration: trainer.iteration, loss: loss, average: state.add(loss), rate: trainer.rate,
      seconds: (ContinuousClock.now - start).seconds, waited: (loader.waited - waited).seconds,
      images: trainer.seen, size: (shape.width, shape.height))
    state.seconds += report.seconds
    summary.add(report, images: trainer.imagesPerUpdate)
    try log?.write(report.json)
    messages.progress(progress.text(report))
    if !messages.showsProgressAlone { try Output.print(report.line) }
  }

  /// Learns from the next mini-batch, and returns its loss: the sum over its images.
  private mutating func learn() throws -> Double {
    let loss = try loader.next { images, truths, size in
      try trainer.resize(to: size)
      let loss = try trainer.train(images, truths: truths)
      guard loss.isFinite else { throw notANumber(loss, images) }
      return loss
    }
    guard let loss else { preconditionFailure("a loader that nobody cancels does not end") }
    return loss
  }

  /// The error for a loss that is no number; nothing that was written is touched.
  private mutating func notANumber(_ loss: Double, _ images: Span<Float>) -> CommandError {
    messages.endProgress()
    let nodes = trainer.network.nodes
    let place = trainer.firstLayerNotFinite(images).map {
      "layer \($0) [\(nodes[$0].type)] is the first whose values are no numbers"
    }
    let kept =
      savedIteration.map { "\(lastWeights) has the weights of iteration \($0)" }
      ?? "no weights were written before"
    return CommandError(
      .badData, setup.model.cfg,
      "the loss of iteration \(trainer.iteration) is no number (\(loss)): "
        + (place ?? "the values of all layers are, the loss alone is not"),
      help: "\(kept); a lower learning_rate or a longer burn_in may help")
  }

  private mutating func writeIfDue() {
    let iteration = trainer.iteration
    if setup.policy.writesLast(after: iteration) { save() }
    if setup.policy.writesKept(after: iteration), iteration < setup.end {
      attempt { run throws in try run.write(to: run.folder.file("_\(iteration).weights")) }
    }
    // A chart a half minute is enough to watch.
    let now = ContinuousClock.now
    if lastDrawing.map({ now - $0 > .seconds(30) }) ?? true { drawCharts() }
  }

  /// Writes a checkpoint, and the weights beside it.
  private mutating func save() {
    failedSave = nil
    attempt { run throws in
      try run.write(to: run.lastWeights)
      let (path, seed, payload) = (run.folder.checkpoint, run.setup.seed, run.state.encoded)
      try CommandError.writing { () throws(AtomicFileError) in
        try run.trainer.writeCheckpoint(to: path, seed: seed, payload: payload)
      }
      run.savedIteration = run.trainer.iteration
    }
  }

  /// Writes what may have no room: that is told, and the run goes on, for there may be room later.
  private mutating func attempt(_ body: (inout TrainingRun) throws -> Void) {
    do {
      try body(&self)
    } catch {
      messages.endProgress()
      let failure = Failure(error)
      messages.report(failure.error)
      failedSave = CommandError(
        failure.status, failure.error.subject,
        "the last attempt to write weights or a checkpoint failed", help: failure.error.message)
    }
  }

  /// Writes the weights, if they are numbers: nothing good is replaced by what is none.
  private func write(to path: String) throws {
    if let layer = trainer.firstLayerWithoutFiniteParameters() {
      let type = trainer.network.nodes[layer].type
      throw CommandError(
        .badData, setup.model.cfg,
        "the parameters of layer \(layer) [\(type)] are no numbers; they are not written")
    }
    try trainer.writeWeights(to: path, dialect: dialect)
  }

  /// Evaluates where the turn has come, and keeps the best weights.
  private mutating func evaluateIfDue() throws {
    let iteration = trainer.iteration
    guard validation != nil, iteration > 0, state.scores.last?.iteration != iteration,
      iteration.isMultiple(of: setup.mapInterval) || iteration == setup.end
    else { return }
    messages.progress("iteration \(iteration): evaluating")
    // Evaluated as they are read, and gone with the next evaluation.
    let path = folder.evaluated
    try write(to: path)
    defer { SystemCall.remove(RawPath(path)) }
    guard let value = try validation?.score(ofWeightsAt: path) else { return }
    let isBest = state.add(RunState.Score(iteration: iteration, value: value))
    messages.endProgress()
    let (name, best) = (charts.scoreName, state.best?.value ?? value)
    messages.tell(
      "iteration \(iteration): \(name) \(TextForm.decimal(value, 4)), best \(TextForm.decimal(best, 4))"
    )
    try log?.write(
      .object([
        ("iteration", .int(iteration)), (validation?.key ?? "map", .double(value)),
        ("best", .double(best)), ("images", .int(trainer.seen)), Schema.train.key,
      ]))
    if isBest { attempt { run throws in try run.write(to: run.folder.file("_best.weights")) } }
  }

  /// Draws the charts anew; that they cannot be written is told.
  private mutating func drawCharts() {
    lastDrawing = .now
    do {
      try charts.write(state)
    } catch {
      messages.endProgress()
      messages.report(Failure(error).error)
    }
  }

  private mutating func tellSummary() {
    summary.warnings = warnings.count
    warnings.tellCount()
    if summary.iterations > 0 { messages.tell(summary.text) }
  }
}
