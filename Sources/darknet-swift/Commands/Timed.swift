/// What came out of some work, and how long it took.
struct Timed<Result> {
  /// What came out.
  let result: Result
  /// How long it took.
  let duration: Duration

  /// Does the work.
  init<Failure: Error>(_ work: () throws(Failure) -> Result) throws(Failure) {
    let start = ContinuousClock.now
    result = try work()
    duration = ContinuousClock.now - start
  }
}

extension Timed: Sendable where Result: Sendable {}
