import Synchronization

/// Idle arenas, so that concurrent callers of one plan each get a session and none is made twice.
///
/// Any number of threads may call it. It keeps as many arenas as were ever in use at one time.
final class SessionPool: Sendable {
  /// The plan all sessions run.
  let plan: ExecutionPlan
  private let idle = Mutex<[Arena]>([])

  init(_ plan: ExecutionPlan) { self.plan = plan }

  /// Lends a session to `body`.
  func withSession<Result, Failure: Error>(
    _ body: (inout Session) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let arena = idle.withLock { $0.popLast() } ?? Arena(valueCount: plan.arenaByteCount / 4)
    defer { idle.withLock { $0.append(arena) } }
    var session = Session(plan, arena: arena)
    return try body(&session)
  }
}
