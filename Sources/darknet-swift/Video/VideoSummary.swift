/// How the run over a video went.
struct VideoSummary {
  /// The least time between two signs of progress.
  private static let interval = Duration.milliseconds(100)

  /// Frames that came to an end, damaged ones too.
  private(set) var frameCount = 0
  /// Frames that could not be read.
  private(set) var failedCount = 0
  /// Frames that gave way to newer ones.
  var dropCount = 0
  /// How the program has to end because the video broke off or ffmpeg complained.
  var end: ExitStatus?
  private let start = ContinuousClock.now
  private var shown = ContinuousClock.now

  /// Adds a frame.
  mutating func count(_ frame: FinishedFrame) {
    frameCount += 1
    if case .failed = frame.outcome { failedCount += 1 }
  }

  /// How the program has to end.
  var status: ExitStatus {
    if let status = Interruption.status ?? end { return status }
    if failedCount == 0 { return .success }
    return failedCount == frameCount ? .badData : .someInputsFailed
  }

  /// One line for people.
  var text: String {
    let counts = [(dropCount, "dropped"), (failedCount, "damaged")].filter { $0.0 > 0 }
      .map { ", \($0.0) \($0.1)" }.joined()
    let time = TextForm.decimal((ContinuousClock.now - start).seconds, 1)
    return "frames: \(frameCount) in \(time) s, \(rate) a second\(counts)"
  }

  /// Shows how far the run is, not more often than an eye can follow.
  mutating func show(in messages: Messages, shareRead: Double?) {
    guard ContinuousClock.now - shown > Self.interval else { return }
    shown = .now
    messages.progress("frames: \(frameCount), \(rate) a second" + left(shareRead))
  }

  private var rate: String {
    TextForm.decimal(Double(frameCount) / (ContinuousClock.now - start).seconds, 1)
  }

  /// `, 1:05 left`, if it is known how much of the video has been read.
  private func left(_ share: Double?) -> String {
    guard let share, share > 0 else { return "" }
    let seconds = Int((ContinuousClock.now - start).seconds * (1 - share) / share)
    return ", \(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60) left"
  }
}
