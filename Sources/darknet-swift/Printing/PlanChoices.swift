import CfgParser
import Engine

/// Which algorithms a plan chose, for people who ask with `--verbose`.
struct PlanChoices {
  private let steps: [PlanSummary.Step]

  init(_ plan: PlanSummary) { steps = plan.steps.filter { !$0.algorithm.isEmpty } }

  /// How many steps each algorithm has, and what was timed for which layers.
  var lines: [String] { summary + timed }

  private var summary: [String] {
    let counts = Dictionary(grouping: steps, by: \.algorithm).mapValues(\.count)
    guard !counts.isEmpty else { return [] }
    let parts = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    return ["algorithms: " + parts.joined(separator: ", ")]
  }

  private func suffix(_ precision: Precision) -> String {
    precision == .float32 ? "" : precision.rawValue + " "
  }

  private var timed: [String] {
    steps.filter { !$0.timings.isEmpty }.map { step in
      let times = step.timings.map {
        "\($0.algorithm.rawValue) \(suffix($0.precision))\(TextForm.decimal($0.run.milliseconds, 3)) ms"
      }
      return "layer \(step.layer): \(step.algorithm), of " + times.joined(separator: ", ")
    }
  }
}
