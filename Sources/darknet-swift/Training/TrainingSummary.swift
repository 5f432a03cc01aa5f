import CfgParser

/// What a run of training amounts to, for people.
struct TrainingSummary {
  /// Iterations of this run.
  var iterations = 0
  /// Images of this run.
  var images = 0
  /// Seconds in which it learned, waiting for data included.
  var seconds = 0.0
  /// Seconds of these in which no data was there.
  var waited = 0.0
  /// Warnings about images and labels.
  var warnings = 0

  /// Adds an iteration.
  mutating func add(_ report: IterationReport, images count: Int) {
    iterations += 1
    images += count
    seconds += report.seconds
    waited += report.waited
  }

  /// The lines.
  var text: String {
    let (decimal, time) = (TextForm.decimal, max(seconds, 1e-9))
    var text = "trained: \(Wording.grouped(iterations)) iterations, "
    text += "\(Wording.grouped(images)) images in \(RunProgress.clock(seconds)), "
    text += "\(decimal(Double(images) / time, 1)) images a second, "
    text += "waited for data \(decimal(100 * waited / time, 1)) % of the time"
    return warnings == 0 ? text : text + "; warnings about images and labels: \(warnings)"
  }
}
