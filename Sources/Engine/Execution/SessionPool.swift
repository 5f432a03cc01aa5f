/// Idle arenas, so that concurrent callers of one plan each get a session and none is made twice.
///
/// Sessions are lent as new ones are: recurrent layers remember nothing. Any number of threads may
/// call the pool. It keeps as many arenas as were ever in use at one time, each as large as the
/// largest batch it served.
final class SessionPool: Sendable {
  /// The plan all sessions run.
  let plan: ExecutionPlan
  private let idle = Monitor<[Arena]>([])

  init(_ plan: ExecutionPlan) { self.plan = plan }

  /// Lends a session for `batch` images to `body`; there is memory for it.
  func withSession<Result, Failure: Error>(
    batch: Int = 1, _ body: (inout Session) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let arena = arena(valueCount: plan.arenaByteCount(batch: batch) / 4)
    defer { idle.withLock { $0.append(arena) } }
    var session = Session(plan, arena: arena, batch: batch)
    return try body(&session)
  }

  /// An idle arena of that size or more; a new one takes the place of one that is too small.
  private func arena(valueCount: Int) -> Arena {
    let arena = idle.withLock { idle in
      let index = idle.lastIndex { $0.valueCount >= valueCount } ?? idle.indices.last
      return index.map { idle.remove(at: $0) }
    }
    if let arena, arena.valueCount >= valueCount { return arena }
    return Arena(valueCount: valueCount)
  }

  /// What `body` makes of all items, in their order: it gets them a batch at a time, as many as the
  /// session takes images, and gives a result for each.
  func withBatches<Item, Result, Failure: Error>(
    of items: [Item],
    _ body: (inout Session, ArraySlice<Item>) throws(Failure) -> [Result]
  ) throws(Failure) -> [Result] {
    let size = batchSize(for: items.count)
    var results: [Result] = []
    for start in stride(from: 0, to: items.count, by: size) {
      let batch = items[start..<min(start + size, items.count)]
      results += try withSession(batch: batch.count) { session throws(Failure) in
        try body(&session, batch)
      }
    }
    return results
  }

  /// How many of `count` images to run at a time: with more the weights are fetched less often, but
  /// the activations take more memory.
  private func batchSize(for count: Int) -> Int {
    var size = min(max(1, count), Self.batchLimit)
    while size > 1, (try? plan.checkMemory(batch: size)) == nil { size -= 1 }
    return size
  }

  /// Beyond this the weights are a small part of what is fetched.
  private static let batchLimit = 4
}
