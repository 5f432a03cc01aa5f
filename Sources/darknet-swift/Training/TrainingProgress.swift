/// How far a run of training is, for the last line of a terminal.
struct TrainingProgress {
  /// The iteration behind which it ends.
  let end: Int
  /// Images of an iteration.
  let imagesPerIteration: Int
  /// The time of late iterations, in seconds: a running mean, so that the time left follows what
  /// changes on the way.
  private var pace: Double?

  /// A run that begins, or goes on.
  init(end: Int, imagesPerIteration: Int) {
    (self.end, self.imagesPerIteration) = (end, imagesPerIteration)
  }

  /// The line behind an iteration.
  mutating func text(_ report: IterationReport) -> String {
    let pace = pace.map { 0.95 * $0 + 0.05 * report.seconds } ?? report.seconds
    self.pace = pace
    let decimal = TextForm.decimal
    let rate = Double(imagesPerIteration) / max(pace, 1e-9)
    let left = RunProgress.clock(Double(max(0, end - report.iteration)) * pace)
    return "iteration \(report.iteration) of \(end), loss \(decimal(report.loss, 4)), "
      + "average \(decimal(report.average, 4)), rate \(decimal(Double(report.rate), 6)), "
      + "\(decimal(rate, 1)) images a second, \(left) left"
  }
}
