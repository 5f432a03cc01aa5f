import Trainer

/// The charts of a run: how the loss went, and how the evaluations did.
struct TrainingCharts {
  /// Where they go.
  let folder: String
  /// What the network is called.
  let name: String
  /// What evaluations tell: `mAP` or `accuracy`.
  let scoreName: String

  /// Draws the charts of what `state` holds; of what there is nothing yet there is none.
  ///
  /// - Throws: `CommandError`, or `ImageError` where a chart is too large.
  func write(_ state: RunState) throws {
    guard !state.history.losses.isEmpty else { return }
    let files = try ChartFiles(folder)
    try files.write(lossChart(state.history), as: "\(FileNamePart.safe(name))_loss")
    guard !state.scores.isEmpty else { return }
    try files.write(
      scoreChart(state.scores), as: "\(FileNamePart.safe(name))_\(scoreName.lowercased())")
  }

  private func lossChart(_ history: LossHistory) -> Chart {
    let (x, averages) = (history.iterations, history.averages.map(Double.init))
    return LineChart(
      "\(name): loss", x: "iteration", y: "loss",
      series: [
        .init("loss", x: x, y: history.losses.map(Double.init)),
        .init("average", x: x, y: averages, isMain: true),
      ], yRange: 0...Self.top(averages)
    ).chart
  }

  private func scoreChart(_ scores: [RunState.Score]) -> Chart {
    LineChart(
      "\(name): \(scoreName)", x: "iteration", y: scoreName,
      series: [
        .init(
          scoreName, x: scores.map { Double($0.iteration) }, y: scores.map(\.value), isMain: true)
      ], xRange: 0...Double(scores.last?.iteration ?? 1), yRange: 0...1
    ).chart
  }

  /// The loss up to which is drawn: the first ones may be a thousand times the rest, which is what
  /// matters.
  private static func top(_ averages: [Double]) -> Double {
    let settled = averages.dropFirst(averages.count / 10).filter(\.isFinite)
    return max(1.1 * (settled.max() ?? 1), .leastNormalMagnitude)
  }
}
