import CfgParser
import Trainer

/// What `bench --train` prints, as text and as JSON.
struct TrainingReport {
  private let network: Network
  private let conditions: (batch: Int, threads: Int, kernels: String)
  private let arenaBytes: Int
  private let times: Statistics
  private let iterations: Int
  private let load: Duration

  /// A report on at least one step.
  init(_ trainer: borrowing Trainer, durations: [Duration], load: Duration) {
    network = trainer.network
    conditions = (trainer.imagesPerMiniBatch, trainer.threadCount, trainer.kernelSetName)
    arenaBytes = trainer.arenaByteCount
    (times, iterations, self.load) = (Statistics(durations), durations.count, load)
  }

  /// Lines for people.
  var text: String {
    let decimal = TextForm.decimal
    return """
      \(network.name), input \(network.inputShape), training, batch \(conditions.batch), \
      threads \(conditions.threads), kernels \(conditions.kernels)
      median \(decimal(times.median.milliseconds, 2)) ms, \
      min \(decimal(times.minimum.milliseconds, 2)) ms, \
      max \(decimal(times.maximum.milliseconds, 2)) ms of \(iterations) steps
      \(decimal(imagesPerSecond, 1)) images a second, \
      \(decimal(gflops, 1)) GFLOP/s of \(decimal(billions, 3)) BFLOPs an image
      loaded in \(decimal(load.milliseconds, 1)) ms, peak memory \(decimal(PeakMemory.megabytes, 1)) MB

      """
  }

  /// One object.
  var json: JSONValue {
    .object([
      ("median_ms", .double(times.median.milliseconds)),
      ("min_ms", .double(times.minimum.milliseconds)),
      ("max_ms", .double(times.maximum.milliseconds)),
      ("iterations", .int(iterations)),
      ("batch", .int(conditions.batch)),
      ("images_per_second", .double(imagesPerSecond)),
      ("load_ms", .double(load.milliseconds)),
      ("peak_rss_mb", .double(PeakMemory.megabytes)),
      ("arena_bytes", .int(arenaBytes)),
      ("network", .string(network.name)),
      ("compat", .string(network.compatibility.rawValue)),
      ("width", .int(network.inputShape.width)),
      ("height", .int(network.inputShape.height)),
      ("threads", .int(conditions.threads)),
      ("kernels", .string(conditions.kernels)),
      ("bflops", .double(billions)),
      ("gflops", .double(gflops)),
    ])
  }

  /// Three times Darknet's count for one image: forward, to the weights, to the input.
  private var billions: Double { 3 * Double(network.operationCount) / 1e9 }
  private var gflops: Double { billions * imagesPerSecond }
  private var imagesPerSecond: Double {
    Double(conditions.batch) / max(times.median.seconds, .leastNormalMagnitude)
  }
}
