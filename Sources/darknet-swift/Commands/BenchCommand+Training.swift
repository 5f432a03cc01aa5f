import CfgParser
import Engine
import Trainer

extension BenchCommand {
  /// Times steps of training, each of one mini-batch.
  func executeTraining(_ words: ModelWords, _ messages: Messages) throws -> ExitStatus {
    let loading = ContinuousClock.now
    let model = try Model(
      words.cfg, width: size.width, height: size.height, options: options, isTraining: true,
      messages: messages)
    let weights =
      try words.weights.map { try model.weights(at: $0, options: options, messages: messages) }
      ?? NetworkWeights(randomFor: model.network)
    var trainer = try Trainer(
      model.network, weights: weights, batch: timing.batch, threadCount: options.threads,
      memoryLimit: MemoryShares(of: options.maxMemory).network)
    let load = ContinuousClock.now - loading
    let images = RandomInput.values(count: timing.batch * model.network.inputShape.count)
    let truths = RandomTruths.values(for: trainer)
    // The sizes are the trainer's own.
    let durations = Stopwatch(iterations: timing.iterations).time {
      _ = try? trainer.train(images.span, truths: truths.span)
    }
    let report = TrainingReport(trainer, durations: durations, load: load)
    try Output.print(timing.json ? report.json.rendered + "\n" : report.text)
    return .success
  }
}
