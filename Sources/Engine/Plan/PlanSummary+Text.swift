import CfgParser

extension PlanSummary: CustomStringConvertible {
  /// A table of the steps, one of the buffers, and the totals.
  public var description: String {
    let lines = table(stepRows, isNumeric: Self.numericStepColumns) + [""]
    return (lines + table(bufferRows, isNumeric: Self.numericBufferColumns) + ["", totals])
      .joined(separator: "\n")
  }

  private var stepRows: [[String]] {
    let header = [
      "step", "layer", "what", "algorithm", "output", "from", "to", "weights KiB",
      "activations KiB",
    ]
    return [header]
      + steps.enumerated().map { index, step in
        [
          "\(index)", "\(step.layer)", step.name, step.algorithm, "\(step.output)",
          Self.numbers(step.reads), "\(step.writes.buffer)",
          step.weightByteCount > 0 ? Self.kibibytes(step.weightByteCount) : "",
          Self.kibibytes(step.activationByteCount),
        ]
      }
  }

  private static let numericStepColumns = [
    true, true, false, false, false, true, true, true, true,
  ]

  private var bufferRows: [[String]] {
    [["buffer", "offset", "bytes", "steps"]]
      + buffers.enumerated().map { index, buffer in
        [
          "\(index)", Wording.grouped(buffer.offset), Wording.grouped(buffer.byteCount),
          "\(buffer.lifetime.lowerBound)-\(lastStep(of: buffer))",
        ]
      }
  }

  private static let numericBufferColumns = [true, true, true, false]

  private func lastStep(of buffer: Buffer) -> String {
    buffer.lifetime.upperBound < steps.count ? "\(buffer.lifetime.upperBound)" : "end"
  }

  private var totals: String {
    """
    kernels \(kernelSetName), rates of the \(ratesName), \
    precision \(precision.rawValue), threads \(threadCount), \
    \(Wording.grouped(weightByteCount)) bytes of weights, \
    \(Wording.grouped(arenaByteCount)) bytes a session
    of them \(Wording.grouped(scratchByteCount)) of scratch
    """
  }

  /// `3`, `3, 5`, or of many buffers the first and how many follow.
  private static func numbers(_ places: [Place]) -> String {
    guard places.count > 2 else {
      return places.map { "\($0.buffer)" }.joined(separator: ", ")
    }
    return "\(places[0].buffer) +\(places.count - 1)"
  }

  /// At least 1 of anything.
  private static func kibibytes(_ byteCount: Int) -> String {
    Wording.grouped((byteCount + 1023) / 1024)
  }

  private func table(_ rows: [[String]], isNumeric: [Bool]) -> [String] {
    let widths = isNumeric.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = row.indices.map { column in
        let margin = String(repeating: " ", count: widths[column] - row[column].count)
        return isNumeric[column] ? margin + row[column] : row[column] + margin
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
