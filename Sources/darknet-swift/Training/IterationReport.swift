/// What is told of one iteration.
struct IterationReport {
  /// Its number, from 1.
  let iteration: Int
  /// Its loss: the mean over its images.
  let loss: Double
  /// The running average of the loss.
  let average: Double
  /// The rate of learning behind it.
  let rate: Float
  /// How long it took.
  let seconds: Double
  /// Seconds of these in which no data was there.
  let waited: Double
  /// Images the network has seen.
  let images: Int
  /// Columns and rows of its images.
  let size: (width: Int, height: Int)

  /// Darknet's line.
  ///
  /// - Reference: darknet `detector.c`, `train_detector`.
  var line: String {
    let decimal = TextForm.decimal
    return "\(iteration): \(decimal(loss, 6)), \(decimal(average, 6)) avg, "
      + "\(decimal(Double(rate), 6)) rate, \(decimal(seconds, 6)) seconds, \(images) images\n"
  }

  /// The line of a log.
  var json: JSONValue {
    .object([
      ("iteration", .int(iteration)), ("loss", .double(loss)), ("average", .double(average)),
      ("rate", .float(rate)), ("seconds", .double(seconds)), ("waited_seconds", .double(waited)),
      ("images", .int(images)), ("width", .int(size.width)), ("height", .int(size.height)),
      Schema.train.key,
    ])
  }
}
