import ArgumentParser
import CfgParser
import Engine

/// `bench`: times the forward pass.
struct BenchCommand: RunnableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Time a network's forward pass.",
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
      """)

  @OptionGroup var model: ModelArguments

  @Option(
    parsing: .unconditional,
    help: "How often the network is run; about three seconds long unless given.",
    transform: Count.parse)
  var iterations: Int?

  @Option(
    parsing: .unconditional,
    help: "Images run together, 1 unless given; times are for all of them.",
    transform: { try Count.parse($0, upTo: 65_536) })
  var batch = 1

  @Flag(help: "Show the time of every step as well.")
  var layers = false

  @Flag(help: "Print one JSON object on one line.")
  var json = false

  @OptionGroup(title: "Network") var size: SizeOptions
  @OptionGroup(title: "Network") var options: NetworkOptions
  @OptionGroup(title: "Messages") var messaging: MessageOptions

  func execute(_ messages: Messages) throws -> ExitStatus {
    let words = try model.sortedAlone(for: Self.name)
    let loaded = try Timed { try load(words, messages) }
    let plan = loaded.result
    var session = try Session(plan, batch: batch)
    let input = RandomInput.values(count: plan.network.inputShape.count)
    for image in 0..<batch { try session.setInput(input.span, image: image) }
    let durations = Stopwatch(iterations: iterations).time { session.run() }
    let steps = layers ? Self.profile(&session, iterations: durations.count) : []
    let report = BenchReport(
      plan, batch: batch, durations: durations, load: loaded.duration, steps: steps)
    try Output.print(json ? report.json.rendered + "\n" : report.text)
    return .success
  }

  private func load(_ words: ModelWords, _ messages: Messages) throws -> ExecutionPlan {
    let model = try Model(
      words.cfg, width: size.width, height: size.height, options: options, messages: messages)
    let weights =
      try words.weights.map { try model.weights(at: $0, options: options, messages: messages) }
      ?? NetworkWeights(randomFor: model.network)
    return try model.plan(weights, options: options, messages: messages)
  }

  /// The median time of every step.
  private static func profile(_ session: inout Session, iterations: Int) -> [Duration] {
    let runs = (0..<max(3, min(iterations, 50))).map { _ in session.runProfiled() }
    return runs[0].indices.map { step in Statistics(runs.map { $0[step] }).median }
  }
}
