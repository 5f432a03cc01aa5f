import CfgParser
import Engine

/// What `bench` prints, as text and as JSON.
struct BenchReport {
  private let plan: ExecutionPlan
  private let times: Statistics
  private let iterations: Int
  private let load: Duration
  private let steps: [Duration]

  /// A report on at least one run of the plan; `steps` is empty or has a time for every step.
  init(_ plan: ExecutionPlan, durations: [Duration], load: Duration, steps: [Duration]) {
    (self.plan, self.load, self.steps) = (plan, load, steps)
    (times, iterations) = (Statistics(durations), durations.count)
  }

  /// Lines for people.
  var text: String {
    let (network, decimal) = (plan.network, TextForm.decimal)
    return """
      \(network.name), input \(network.inputShape), threads \(plan.threadCount), kernels \(plan.kernelSetName)
      median \(decimal(times.median.milliseconds, 2)) ms, \
      min \(decimal(times.minimum.milliseconds, 2)) ms, \
      max \(decimal(times.maximum.milliseconds, 2)) ms of \(iterations) runs
      \(decimal(gflops(times.median), 1)) GFLOP/s of \(decimal(billions, 3)) BFLOPs
      loaded in \(decimal(load.milliseconds, 1)) ms, peak memory \(decimal(PeakMemory.megabytes, 1)) MB

      """ + (steps.isEmpty ? "" : "\n" + StepTable(plan.summary, times: steps).text)
  }

  /// One object.
  var json: JSONValue {
    let input = plan.network.inputShape
    var entries: [(String, JSONValue)] = [
      ("median_ms", .double(times.median.milliseconds)),
      ("min_ms", .double(times.minimum.milliseconds)),
      ("max_ms", .double(times.maximum.milliseconds)),
      ("iterations", .int(iterations)),
      ("load_ms", .double(load.milliseconds)),
      ("peak_rss_mb", .double(PeakMemory.megabytes)),
      ("network", .string(plan.network.name)),
      ("compat", .string(plan.network.compatibility.rawValue)),
      ("width", .int(input.width)),
      ("height", .int(input.height)),
      ("threads", .int(plan.threadCount)),
      ("kernels", .string(plan.kernelSetName)),
      ("bflops", .double(billions)),
      ("gflops", .double(gflops(times.median))),
    ]
    if !steps.isEmpty { entries.append(("steps", StepTable(plan.summary, times: steps).json)) }
    return .object(entries)
  }

  private var billions: Double { Double(plan.network.operationCount) / 1e9 }

  private func gflops(_ duration: Duration) -> Double {
    billions / max(duration.seconds, .leastNormalMagnitude)
  }
}
