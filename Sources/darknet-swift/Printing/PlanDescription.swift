import CfgParser
import Engine

/// A plan as `info --plan` gives it to other programs.
struct PlanDescription {
  private let summary: PlanSummary

  init(_ summary: PlanSummary) { self.summary = summary }

  /// The kernels, the memory, and the steps in the order they run.
  var json: JSONValue {
    .object([
      ("kernels", .string(summary.kernelSetName)),
      ("weight_bytes", .int(summary.weightByteCount)),
      ("arena_bytes", .int(summary.arenaByteCount)),
      (
        "steps",
        .array(
          summary.steps.map { step in
            .object([
              ("layer", .int(step.layer)),
              ("name", .string(step.name)),
              ("output", .string(step.output.description)),
              ("bflops", .double(Double(step.operationCount) / 1e9)),
              ("weight_bytes", .int(step.weightByteCount)),
            ])
          })
      ),
    ])
  }
}
