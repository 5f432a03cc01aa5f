public import CfgParser

/// What a plan will do, as a value: one entry a step, in the order they run.
public struct PlanSummary: Sendable, Hashable {
  /// One step.
  public struct Step: Sendable, Hashable {
    /// Darknet's number of the layer it belongs to.
    public let layer: Int
    /// What is done, and by which algorithm.
    public let name: String
    /// What it writes.
    public let output: Shape
    /// Floating-point operations by darknet's count; 0 for what darknet does not count.
    public let operationCount: Int
    /// Bytes of prepared weights it reads.
    public let weightByteCount: Int
    /// Bytes of activations it reads and writes.
    public let activationByteCount: Int
  }

  /// The steps, in the order they run.
  public let steps: [Step]
  /// The name of the kernel set.
  public let kernelSetName: String
  /// Bytes of one session: activations and scratch.
  public let arenaByteCount: Int
  /// Bytes of prepared weights, shared by all sessions.
  public let weightByteCount: Int
}

extension ExecutionPlan {
  /// The plan as a value that can be printed.
  public var summary: PlanSummary {
    PlanSummary(
      steps: steps.map { step in
        .init(
          layer: step.layer, name: step.name, output: step.writes.shape,
          operationCount: step.operationCount, weightByteCount: step.weightByteCount,
          activationByteCount: 4 * (step.reads + [step.writes]).reduce(0) { $0 + $1.shape.count })
      },
      kernelSetName: kernelSetName, arenaByteCount: arenaByteCount,
      weightByteCount: weightByteCount)
  }
}

extension PlanSummary: CustomStringConvertible {
  /// A table: step, layer, what is done, what comes out, weights.
  public var description: String {
    let rows = steps.enumerated().map { index, step in
      [
        "\(index)", "\(step.layer)", step.name, "\(step.output)",
        step.weightByteCount > 0 ? Wording.grouped(step.weightByteCount / 1024) : "",
      ]
    }
    let table = [["step", "layer", "what", "output", "weights KiB"]] + rows
    let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
    let lines = table.map { row in
      row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 2 ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ")
    }
    let total = """
      kernels \(kernelSetName), \(Wording.grouped(weightByteCount)) bytes of weights, \
      \(Wording.grouped(arenaByteCount)) bytes a session
      """
    return (lines + [total]).joined(separator: "\n")
  }
}
