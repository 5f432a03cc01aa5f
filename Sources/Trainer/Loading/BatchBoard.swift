import Engine

/// What the threads of a loader share: which examples are taken, made and used.
struct BatchBoard: Sendable {
  /// Examples of a mini-batch.
  let examples: Int
  /// Mini-batches there is room for.
  let depth: Int
  /// Examples that a thread has taken, so far.
  private(set) var taken = 0
  /// Examples that are made, of each place for a mini-batch.
  private var made: [Int]
  /// Mini-batches that are used.
  private(set) var used = 0
  /// Whether nothing more is wanted.
  var isCancelled = false
  /// Why no more can be made.
  private(set) var failure: ModelError?
  /// Everything that was odd, once each.
  private var known: Set<LoadingWarning> = []
  /// What of it nobody has been told.
  private var fresh: [LoadingWarning] = []

  /// Nothing is made yet.
  init(examples: Int, depth: Int) {
    (self.examples, self.depth) = (examples, depth)
    made = Array(repeating: 0, count: depth)
  }

  /// The place of the mini-batch that is used next.
  var next: Int { used % depth }
  /// Warnings so far.
  var warningCount: Int { known.count }
  /// Whether the mini-batch that is used next is made.
  var isReady: Bool { made[next] == examples }
  /// Whether nothing more is made.
  var hasEnded: Bool { isCancelled || failure != nil }
  /// Whether a thread has something to do: to make an example, or to end.
  var hasWork: Bool { hasEnded || taken / examples < used + depth }

  /// Takes the next example; nil at the end.
  mutating func take() -> Int? {
    guard !hasEnded else { return nil }
    defer { taken += 1 }
    return taken
  }

  /// Notes that an example is made, or why it is not.
  mutating func put(_ example: Int, _ result: Result<[LoadingWarning], ModelError>) {
    switch result {
    case .success(let warnings):
      made[example / examples % depth] += 1
      for warning in warnings where known.insert(warning).inserted { fresh.append(warning) }
    case .failure(let error): failure = failure ?? error
    }
  }

  /// Gives the place of the mini-batch that was used back.
  mutating func release() {
    made[next] = 0
    used += 1
  }

  /// What was odd since the last call, in the order of the files.
  mutating func takeWarnings() -> [LoadingWarning] {
    defer { fresh = [] }
    return fresh.sorted { ($0.subject, $0.message) < ($1.subject, $1.message) }
  }
}
