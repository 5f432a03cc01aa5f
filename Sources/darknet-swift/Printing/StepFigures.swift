import CfgParser
import Engine

/// What is said of a step that was timed.
struct StepFigures {
  /// The step.
  let step: PlanSummary.Step
  /// Its number in the plan.
  let index: Int
  /// How long it took for all images.
  let time: Duration
  /// Its part of the time of all steps, 0…1.
  let share: Double
  private let batch: Int

  /// The figures of all steps of a plan, which took these times for `batch` images.
  static func all(_ plan: PlanSummary, batch: Int, times: [Duration]) -> [StepFigures] {
    let total = times.reduce(.zero, +)
    return zip(plan.steps, times).enumerated().map { index, pair in
      StepFigures(
        step: pair.0, index: index, time: pair.1, share: total > .zero ? pair.1 / total : 0,
        batch: batch)
    }
  }

  /// Operations a second by Darknet's count, in billions; 0 for steps Darknet does not count.
  var gflops: Double {
    time > .zero ? Double(batch * step.operationCount) / time.seconds / 1e9 : 0
  }

  /// Bytes of activations it reads and writes, of every image.
  var activationByteCount: Int { batch * step.activationByteCount }

  /// The figures as entries of an object.
  var json: [(String, JSONValue)] {
    [
      ("step", .int(index)),
      ("layer", .int(step.layer)),
      ("name", .string(step.name)),
      ("algorithm", .string(step.algorithm)),
      ("output", .string(step.output.description)),
      ("ms", .double(time.milliseconds)),
      ("share", .double(share)),
      ("gflops", .double(gflops)),
      ("weight_bytes", .int(step.weightByteCount)),
      ("activation_bytes", .int(activationByteCount)),
      ("bytes", .int(step.weightByteCount + activationByteCount)),
    ]
  }
}
