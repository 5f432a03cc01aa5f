import CfgParser
import Engine

/// A plan as `info --plan` gives it to other programs.
struct PlanDescription {
  private let summary: PlanSummary

  init(_ summary: PlanSummary) { self.summary = summary }

  /// The kernels, the memory, the buffers, and the steps in the order they run.
  var json: JSONValue {
    .object([
      ("kernels", .string(summary.kernelSetName)),
      ("rates", .string(summary.ratesName)),
      ("precision", .string(summary.precision.rawValue)),
      ("threads", .int(summary.threadCount)),
      ("weight_bytes", .int(summary.weightByteCount)),
      ("arena_bytes", .int(summary.arenaByteCount)),
      ("scratch_bytes", .int(summary.scratchByteCount)),
      ("buffers", .array(summary.buffers.map(json))),
      ("steps", .array(summary.steps.map(json))),
    ])
  }

  private func json(_ buffer: PlanSummary.Buffer) -> JSONValue {
    let (first, last) = (buffer.lifetime.lowerBound, buffer.lifetime.upperBound)
    return .object([
      ("offset", .int(buffer.offset)),
      ("bytes", .int(buffer.byteCount)),
      ("first_step", .int(first)),
      // null for what can still be read when all steps are done.
      ("last_step", last < summary.steps.count ? .int(last) : .null),
    ])
  }

  private func json(_ step: PlanSummary.Step) -> JSONValue {
    .object(
      [
        ("layer", .int(step.layer)),
        ("name", .string(step.name)),
        ("algorithm", .string(step.algorithm)),
        ("output", .string(step.output.description)),
        ("bflops", .double(Double(step.operationCount) / 1e9)),
        ("weight_bytes", .int(step.weightByteCount)),
        ("activation_bytes", .int(step.activationByteCount)),
        ("reads", .array(step.reads.map(json))),
        ("writes", json(step.writes)),
      ] + (step.timings.isEmpty ? [] : [("tuning", .array(step.timings.map(json)))]))
  }

  private func json(_ place: PlanSummary.Place) -> JSONValue {
    .object([
      ("buffer", .int(place.buffer)),
      ("offset", .int(place.offset)),
      ("bytes", .int(place.byteCount)),
    ])
  }

  private func json(_ timing: ConvolutionTiming) -> JSONValue {
    .object([
      ("algorithm", .string(timing.algorithm.rawValue)),
      ("precision", .string(timing.precision.rawValue)),
      ("ms", .double(timing.run.milliseconds)),
      ("preparation_ms", .double(timing.preparation.milliseconds)),
    ])
  }
}
