import CKernels
import Synchronization

/// A fixed number of threads that share the items of a loop.
///
/// The threads live as long as the pool. Between loops they watch for work for some tens of
/// microseconds, then sleep, so an idle pool costs nothing. Safe to use from any thread: while one
/// caller has the pool, another's loop runs on that caller alone, so nobody waits and a loop inside
/// a loop works. Callers that say how long they compute are counted: together with those who help
/// them they are no more than the pool has threads, unless they alone are.
package final class ThreadPool: Sendable {
  /// Threads a loop is shared by, the caller among them; at least 1.
  package let threadCount: Int

  /// Whether its threads do nothing.
  let isIdle: Bool
  private let board: JobBoard
  private let workers: [WorkerThread]
  private let computing = Atomic<Int>(0)

  /// More threads than that are not started; the board counts them in 15 bits.
  static let threadLimit = 1024

  /// Starts `threadCount` - 1 threads; a count below 1 is taken as 1, one above the limit as the
  /// limit.
  ///
  /// Where the system refuses to start a thread the pool makes do with those it has.
  package init(threadCount: Int) {
    let threadCount = min(max(1, threadCount), Self.threadLimit)
    let board = JobBoard(threadCount: threadCount)
    workers = (1..<threadCount).compactMap { index in WorkerThread { board.work(as: index) } }
    (self.threadCount, self.board, isIdle) = (threadCount, board, false)
  }

  /// As many threads as another pool has, none of which does anything: loops end before they begin.
  ///
  /// What is laid out for a pool and filled by it gets its size from an idle one, and no contents.
  init(idleInPlaceOf pool: ThreadPool) {
    (threadCount, workers, isIdle) = (pool.threadCount, [], true)
    board = JobBoard(threadCount: pool.threadCount)
  }

  deinit {
    board.stop()
    for worker in workers { worker.join() }
  }

  /// Says that the calling thread computes from here to `endComputing()`, most of it in loops.
  ///
  /// Callers that compute at the same time need less help.
  package func beginComputing() { computing.add(1, ordering: .relaxed) }

  /// Says that the calling thread is done.
  package func endComputing() { computing.subtract(1, ordering: .relaxed) }

  /// Callers that have said that they compute.
  var callerCount: Int { computing.load(ordering: .relaxed) }

  /// Threads of the pool that sleep for want of work.
  var sleeperCount: Int { board.sleeperCount }

  /// Calls `body` for every item of 0 ..< `count`, once each, in no certain order, and returns when
  /// all are done.
  ///
  /// `worker` is the number of the thread, 0 for the caller; it tells apart what runs
  /// at the same time, as scratch memory needs. Takes nothing from the heap.
  package func forEach(_ count: Int, _ body: (_ item: Int, _ worker: Int) -> Void) {
    guard !isIdle else { return }
    let helperLimit = threadCount - max(1, callerCount)
    guard count > 1, !workers.isEmpty, helperLimit > 0,
      board.open(itemCount: count, helperLimit: helperLimit)
    else {
      for item in 0..<max(0, count) { body(item, 0) }
      return
    }
    // The board is closed before this returns, so no thread calls the body later.
    unsafe withLoopBody(body, Unmanaged.passUnretained(board).toOpaque()) { board, body in
      unsafe Unmanaged<JobBoard>.fromOpaque(board).takeUnretainedValue().share(body)
    }
  }
}

/// `dk_with_loop_body` of `CKernels`, where a closure is two words; it says why.
@_silgen_name("dk_with_loop_body")
private func withLoopBody(
  _ body: (Int, Int) -> Void, _ board: UnsafeMutableRawPointer,
  _ use: @convention(c) (UnsafeMutableRawPointer, dk_loop_body) -> Void)
