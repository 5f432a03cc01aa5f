import CfgParser
import Engine

/// The time of every step of a plan, as text.
struct StepTable {
  private let steps: [StepFigures]

  init(_ steps: [StepFigures]) { self.steps = steps }

  /// A line a step: layer, what is done and how, output, time, share of all, operations a second,
  /// megabytes.
  var text: String {
    let cells = [Self.header] + steps.map(Self.cells)
    let widths = Self.header.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
    return cells.map { row in
      row.indices.map { column in
        Self.textColumns.contains(column)
          ? TextForm.extended(row[column], to: widths[column])
          : TextForm.padded(row[column], to: widths[column])
      }.joined(separator: "  ") + "\n"
    }.joined()
  }

  private static let header = [
    "layer", "what", "algorithm", "output", "ms", "share", "GFLOP/s", "weights MB",
    "activations MB",
  ]
  private static let textColumns = 1...3

  private static func cells(_ figures: StepFigures) -> [String] {
    let step = figures.step
    return [
      "\(step.layer)", step.name, step.algorithm, "\(step.output)",
      TextForm.decimal(figures.time.milliseconds, 3),
      TextForm.decimal(figures.share * 100, 1) + "%",
      step.operationCount == 0 ? "" : TextForm.decimal(figures.gflops, 1),
      step.weightByteCount == 0 ? "" : megabytes(step.weightByteCount),
      megabytes(figures.activationByteCount),
    ]
  }

  private static func megabytes(_ byteCount: Int) -> String {
    TextForm.decimal(Double(byteCount) / 1e6, 3)
  }
}
