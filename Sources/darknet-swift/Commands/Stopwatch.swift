/// Times work that is done again and again, after a warm-up.
struct Stopwatch {
  /// How often the work is timed; nil for as often as fits into `limit`.
  let iterations: Int?

  private static let warmUp = Duration.milliseconds(200)
  private static let limit = Duration.seconds(3)
  private static let fewest = 5

  init(iterations: Int?) { self.iterations = iterations }

  /// How long each turn of the work took.
  func time(_ work: () -> Void) -> [Duration] {
    Self.warmUp(work)
    let start = ContinuousClock.now
    var durations: [Duration] = []
    while iterations.map({ durations.count < $0 })
      ?? (durations.count < Self.fewest || ContinuousClock.now - start < Self.limit)
    {
      durations.append(ContinuousClock().measure(work))
    }
    return durations
  }

  /// Two turns at least: the first one touches memory for the first time.
  private static func warmUp(_ work: () -> Void) {
    let start = ContinuousClock.now
    work()
    repeat { work() } while ContinuousClock.now - start < warmUp
  }
}
