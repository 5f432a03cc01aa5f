import CfgParser
import Engine

/// The time of every step of a plan.
struct StepTable {
  private let rows: [(step: PlanSummary.Step, time: Duration)]
  private let batch: Int
  private let total: Duration

  /// A table of the plan's steps with the time each took for `batch` images.
  init(_ plan: PlanSummary, batch: Int, times: [Duration]) {
    self.batch = batch
    rows = Array(zip(plan.steps, times)).map { (step: $0, time: $1) }
    total = times.reduce(.zero, +)
  }

  /// A line a step: layer, what is done, output, time, share of all, operations and bytes a second.
  var text: String {
    let cells =
      [["layer", "what", "output", "ms", "share", "GFLOP/s", "MB"]] + rows.map(cells)
    let widths = cells[0].indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
      row.indices.map { column in
        (1...2).contains(column)
          ? TextForm.extended(row[column], to: widths[column])
          : TextForm.padded(row[column], to: widths[column])
      }.joined(separator: "  ") + "\n"
    }.joined()
  }

  /// An array of the steps.
  var json: JSONValue {
    .array(
      rows.map { step, time in
        .object([
          ("layer", .int(step.layer)),
          ("name", .string(step.name)),
          ("output", .string(step.output.description)),
          ("ms", .double(time.milliseconds)),
          ("share", .double(share(time))),
          ("gflops", .double(gflops(step, time))),
          ("bytes", .int(byteCount(step))),
        ])
      })
  }

  private func cells(_ step: PlanSummary.Step, _ time: Duration) -> [String] {
    let megabytes = Double(byteCount(step)) / 1e6
    return [
      "\(step.layer)", step.name, "\(step.output)", TextForm.decimal(time.milliseconds, 3),
      TextForm.decimal(share(time) * 100, 1) + "%",
      step.operationCount == 0 ? "" : TextForm.decimal(gflops(step, time), 1),
      TextForm.decimal(megabytes, 2),
    ]
  }

  /// Bytes a step reads and writes: the weights once, activations of every image.
  private func byteCount(_ step: PlanSummary.Step) -> Int {
    step.weightByteCount + batch * step.activationByteCount
  }

  private func share(_ time: Duration) -> Double { total > .zero ? time / total : 0 }

  private func gflops(_ step: PlanSummary.Step, _ time: Duration) -> Double {
    time > .zero ? Double(batch * step.operationCount) / time.seconds / 1e9 : 0
  }
}
