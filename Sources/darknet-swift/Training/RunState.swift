/// What a run of training remembers beside the network: the checkpoint carries it.
struct RunState: Hashable {
  /// An evaluation on the way.
  struct Score: Hashable {
    /// Behind which iteration.
    let iteration: Int
    /// Mean average precision, or of a classifier the share of images that are right.
    let value: Double
  }

  /// The running average of the loss; nil before the first iteration.
  private(set) var average: Double?
  /// How the loss went.
  private(set) var history: LossHistory
  /// The evaluations, in their order.
  private(set) var scores: [Score] = []
  /// Seconds of all runs so far.
  var seconds = 0.0

  /// A run that begins; its first iteration will have the number `start`.
  init(start: Int) { history = LossHistory(start: start) }

  /// The best evaluation; of equal ones the first.
  var best: Score? {
    scores.reduce(nil) { best, score in
      if let best, best.value >= score.value { return best }
      return score
    }
  }

  /// Adds an iteration, and gives the running average.
  ///
  /// - Reference: darknet `detector.c`, `train_detector`: the first loss, then `.9 · avg + .1 · loss`.
  mutating func add(_ loss: Double) -> Double {
    let next = average.map { 0.9 * $0 + 0.1 * loss } ?? loss
    average = next
    history.add(loss, average: next)
    return next
  }

  /// Adds an evaluation; whether it is the best so far.
  mutating func add(_ score: Score) -> Bool {
    let isBest = best.map { score.value > $0.value } ?? true
    scores.append(score)
    return isBest
  }
}

extension RunState {
  private static let mark = "train-1"
  /// Evaluations that are read at most.
  private static let scoreLimit = 1_000_000

  /// The bytes for a checkpoint: lines of a word and numbers, which are written bit by bit.
  var encoded: [UInt8] {
    let rest = history.rest
    var lines = [Self.mark, "seconds \(seconds.bitPattern)"]
    if let average { lines.append("average \(average.bitPattern)") }
    lines.append("start \(history.start)")
    lines.append("stride \(history.stride) \(rest.sum.bitPattern) \(rest.count)")
    lines.append((["losses"] + history.losses.map { "\($0.bitPattern)" }).joined(separator: " "))
    lines.append(
      (["averages"] + history.averages.map { "\($0.bitPattern)" }).joined(separator: " "))
    lines += scores.map { "score \($0.iteration) \($0.value.bitPattern)" }
    return Array(lines.joined(separator: "\n").utf8)
  }

  /// Reads what `encoded` wrote; nil for anything else.
  init?(decoding bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: " ") }
    guard lines.first == [Self.mark[...]] else { return nil }
    func numbers(_ word: String) -> [UInt64]? {
      lines.first { $0.first == word[...] }.map { $0.dropFirst().compactMap { UInt64($0) } }
    }
    guard let seconds = numbers("seconds")?.first, let start = numbers("start")?.first,
      let stride = numbers("stride"), stride.count == 3, let losses = numbers("losses"),
      let averages = numbers("averages"),
      let history = LossHistory(
        start: Int(clamping: start), stride: Int(clamping: stride[0]),
        sum: Double(bitPattern: stride[1]), count: Int(clamping: stride[2]),
        losses: losses.map { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) },
        averages: averages.map { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) })
    else { return nil }
    self.history = history
    self.seconds = Double(bitPattern: seconds)
    average = numbers("average")?.first.map(Double.init(bitPattern:))
    for line in lines where line.first == "score" {
      guard line.count == 3, let iteration = Int(line[1]), let value = UInt64(line[2]),
        scores.count < Self.scoreLimit
      else { return nil }
      scores.append(Score(iteration: iteration, value: Double(bitPattern: value)))
    }
  }
}
