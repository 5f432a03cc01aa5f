import Dispatch

/// A thread that does one piece of work beside the others.
///
/// `@unchecked` because the result is written before `join` is let through, and read behind it.
final class Worker<Value: Sendable>: @unchecked Sendable {
  private let ended = DispatchSemaphore(value: 0)
  private var result: Result<Value, any Error>?

  /// Starts the work.
  ///
  /// - Throws: `CommandError` with status 70 where the system has no thread left for it.
  init(_ work: sending @escaping () throws -> Value) throws(CommandError) {
    // Handed over: whoever gave the work does not touch it any more.
    nonisolated(unsafe) let work = work
    try DetachedThread.start {
      self.result = Result { try unsafe work() }
      self.ended.signal()
    }
  }

  /// Waits for the end of the work; to be called once.
  ///
  /// - Throws: What the work threw.
  func join() throws -> Value {
    ended.wait()
    guard let result else { preconditionFailure("a worker ends with a result") }
    return try result.get()
  }
}
