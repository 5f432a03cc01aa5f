/// How far a run over many images is, for the last line of a terminal.
struct RunProgress {
  /// How many images there are; nil where nobody knows.
  private(set) var total: Int?
  private let start = ContinuousClock.now

  /// A run that begins now.
  init(total: Int?) { self.total = total }

  /// One of the images need not be done.
  mutating func leaveOut() { total = total.map { $0 - 1 } }

  /// The number of images done, the rate, and how long the rest will take.
  func text(done count: Int) -> String { text(done: count, after: ContinuousClock.now - start) }

  /// As `text(done:)`, that long after the start.
  func text(done count: Int, after elapsed: Duration) -> String {
    let rate = Double(count) / max(elapsed.seconds, 1e-9)
    let done = total.map { "\(count) of \($0)" } ?? "\(count)"
    let text = "images done: \(done), \(TextForm.decimal(rate, 1)) a second"
    guard let total, total > count, count > 0 else { return text }
    return text + ", " + Self.clock(Double(total - count) / rate) + " left"
  }

  /// `4:05`, or `1:02:03` from an hour on.
  static func clock(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e9).rounded(.up))
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    let two = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(rest))" : "\(minutes):\(two(rest))"
  }
}
