/// What is said of several measured times.
struct Statistics {
  private let sorted: [Duration]

  /// At least one time, in any order.
  init(_ durations: [Duration]) { sorted = durations.sorted() }

  /// The shortest.
  var minimum: Duration { sorted[0] }
  /// The longest.
  var maximum: Duration { sorted[sorted.count - 1] }
  /// The middle one, or the mean of the two in the middle.
  var median: Duration { (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2 }
}
