import CfgParser
import Engine

/// What `bench` prints, as text and as JSON.
struct BenchReport {
  private let plan: ExecutionPlan
  private let batch: Int
  private let times: Statistics
  private let iterations: Int
  private let load: Duration
  private let steps: [StepFigures]

  /// A report on at least one run of the plan with `batch` images; `steps` is empty or has a time
  /// for every step.
  init(
    _ plan: ExecutionPlan, batch: Int, durations: [Duration], load: Duration, steps: [Duration]
  ) {
    (self.plan, self.batch, self.load) = (plan, batch, load)
    self.steps = StepFigures.all(plan.summary, batch: batch, times: steps)
    (times, iterations) = (Statistics(durations), durations.count)
  }

  /// Lines for people.
  var text: String {
    let (network, decimal) = (plan.network, TextForm.decimal)
    return """
      \(network.name), input \(network.inputShape), \(conditions)
      median \(decimal(times.median.milliseconds, 2)) ms, \
      min \(decimal(times.minimum.milliseconds, 2)) ms, \
      max \(decimal(times.maximum.milliseconds, 2)) ms of \(iterations) runs
      \(decimal(imagesPerSecond, 1)) images a second, \
      \(decimal(gflops, 1)) GFLOP/s of \(decimal(billions, 3)) BFLOPs an image
      loaded in \(decimal(load.milliseconds, 1)) ms, peak memory \(decimal(PeakMemory.megabytes, 1)) MB

      """ + (steps.isEmpty ? "" : "\n" + StepTable(steps).text)
  }

  private var conditions: String {
    let parts = [
      batch > 1 ? "batch \(batch)" : nil, "threads \(plan.threadCount)",
      "kernels \(plan.kernelSetName)",
      plan.options.precision == .float32 ? nil : plan.options.precision.rawValue,
      plan.options.tunes ? "tuned" : nil,
    ]
    return parts.compactMap(\.self).joined(separator: ", ")
  }

  /// One object.
  var json: JSONValue {
    let input = plan.network.inputShape
    var entries: [(String, JSONValue)] = [
      ("median_ms", .double(times.median.milliseconds)),
      ("min_ms", .double(times.minimum.milliseconds)),
      ("max_ms", .double(times.maximum.milliseconds)),
      ("iterations", .int(iterations)),
      ("batch", .int(batch)),
      ("images_per_second", .double(imagesPerSecond)),
      ("load_ms", .double(load.milliseconds)),
      ("peak_rss_mb", .double(PeakMemory.megabytes)),
      ("network", .string(plan.network.name)),
      ("compat", .string(plan.network.compatibility.rawValue)),
      ("width", .int(input.width)),
      ("height", .int(input.height)),
      ("threads", .int(plan.threadCount)),
      ("kernels", .string(plan.kernelSetName)),
      ("precision", .string(plan.options.precision.rawValue)),
      ("tuned", .bool(plan.options.tunes)),
      ("bflops", .double(billions)),
      ("gflops", .double(gflops)),
    ]
    if !steps.isEmpty {
      entries.append(("steps", .array(steps.map { .object($0.json) })))
    }
    return .object(entries)
  }

  /// Darknet's count for one image.
  private var billions: Double { Double(plan.network.operationCount) / 1e9 }
  private var gflops: Double { billions * imagesPerSecond }
  private var imagesPerSecond: Double {
    Double(batch) / max(times.median.seconds, .leastNormalMagnitude)
  }
}
