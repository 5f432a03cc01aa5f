import ArgumentParser
import CfgParser
import Engine

/// `bench`: times the forward pass, or a step of training.
struct BenchCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Time a network's forward pass, or a step of training.",
    usage: "darknet-swift bench <cfg> [<weights>] [<options>]",
    discussion: """
      The input is in place and the network warm; decoding images and drawing boxes is not timed. Without \
      weights the network gets random ones, so any cfg can be timed. GFLOP/s are Darknet's operation count \
      over the time: an algorithm that saves multiplications may pass the processor's peak.

      EXAMPLES
        darknet-swift bench yolov2-voc
        darknet-swift bench yolov2-voc --threads 1 --iterations 20 --layers
        darknet-swift bench darknet19 --width 448 --height 448 --json
        darknet-swift bench yolov3-tiny --batch 4
        darknet-swift bench yolov2-tiny-voc --train --batch 4
        darknet-swift bench yolov3-tiny --tune --trace yolov3-tiny.json
      """)

  @OptionGroup var model: ModelArguments

  @OptionGroup(title: "Times") var timing: BenchOptions

  @OptionGroup(title: "Network") var size: SizeOptions
  @OptionGroup(title: "Network") var options: NetworkOptions
  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func execute(_ messages: Messages) throws -> ExitStatus {
    let words = try model.sortedAlone(for: Self.name)
    if timing.train { return try executeTraining(words, messages) }
    let loaded = try Timed { try load(words, messages) }
    let plan = loaded.result
    var session = try Session(plan, batch: timing.batch)
    let input = RandomInput.values(count: plan.network.inputShape.count)
    for image in 0..<timing.batch { try session.setInput(input.span, image: image) }
    let durations = Stopwatch(iterations: timing.iterations).time { session.run() }
    let profile =
      timing.layers || timing.trace != nil
      ? StepProfile(&session, iterations: durations.count) : nil
    let report = BenchReport(
      plan, batch: timing.batch, durations: durations, load: loaded.duration,
      steps: timing.layers ? profile?.medians ?? [] : [])
    try Output.print(timing.json ? report.json.rendered + "\n" : report.text)
    if let trace = timing.trace, let profile {
      try write(ChromeTrace(plan, batch: timing.batch, times: profile.typicalRun), to: trace)
    }
    return .success
  }

  private func load(_ words: ModelWords, _ messages: Messages) throws -> ExecutionPlan {
    let model = try Model(
      words.cfg, width: size.width, height: size.height, options: options, messages: messages)
    try checkTrace(against: [model.cfg] + [words.weights].compactMap(\.self))
    let weights =
      try words.weights.map { try model.weights(at: $0, options: options, messages: messages) }
      ?? NetworkWeights(randomFor: model.network)
    return try model.plan(weights, options: options, messages: messages)
  }

  /// Makes sure that the trace does not replace what is read.
  ///
  /// - Throws: `CommandError` with status 64.
  private func checkTrace(against inputs: [String]) throws(CommandError) {
    guard let trace = timing.trace,
      InputFiles(inputs.map { RawPath($0) }).contains(RawPath(trace))
    else {
      return
    }
    throw .usage("the trace would replace the input '\(trace)'", help: "choose another --trace")
  }

  private func write(_ trace: ChromeTrace, to path: String) throws(CommandError) {
    var file = try Output(path: path)
    try file.write(trace.json.rendered + "\n")
    try file.finish()
  }
}
