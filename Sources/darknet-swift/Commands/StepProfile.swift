import Engine

/// Several runs of a plan in which every step was timed.
struct StepProfile {
  private let runs: [[StepTime]]

  /// Runs the session about as often as it was run for the whole's time, within reason.
  init(_ session: inout Session, iterations: Int) {
    runs = (0..<max(3, min(iterations, 50))).map { _ in session.runProfiled() }
  }

  /// The median time of every step.
  var medians: [Duration] {
    runs[0].indices.map { step in Statistics(runs.map { $0[step].duration }).median }
  }

  /// The run whose length is the middle one.
  var typicalRun: [StepTime] {
    runs.sorted { Self.length(of: $0) < Self.length(of: $1) }[runs.count / 2]
  }

  private static func length(of run: [StepTime]) -> Duration {
    run.last.map { $0.start + $0.duration } ?? .zero
  }
}
