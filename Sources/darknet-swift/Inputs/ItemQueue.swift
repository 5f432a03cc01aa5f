import CfgParser
import Engine

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What one thread hands to the next, in order.
///
/// Whoever waits sleeps at a pipe, because a pipe is what a signal's handler can wake, too. How much
/// lies in the queue is bounded by whoever fills it: see `MemoryBudget`.
final class ItemQueue<Element: Sendable>: Sendable {
  private struct State {
    var elements: [Element] = []
    var isFinished = false
  }

  private let state = Monitor(State())
  private let reading: Int32
  private let writing: Int32

  /// An empty queue.
  ///
  /// - Throws: `CommandError` with status 70 when the system has no pipe left.
  init() throws(CommandError) {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else {
      throw CommandError(.internalError, "darknet-swift", "no pipe: \(Wording.reason(errno))")
    }
    (reading, writing) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // A full pipe wakes as well as one byte more would.
    _ = fcntl(writing, F_SETFL, O_NONBLOCK)
  }

  deinit {
    close(reading)
    close(writing)
  }

  /// What to write a byte to so that `next` looks around: for signals.
  var bell: Int32 { writing }

  /// Adds an element; behind the end of the queue it is gone.
  func push(_ element: Element) {
    state.withLock { if !$0.isFinished { $0.elements.append(element) } }
    ring()
  }

  /// No more elements will come; those that wait stay.
  func finish() {
    state.withLock { $0.isFinished = true }
    ring()
  }

  /// Nobody wants any more elements; those that wait are gone.
  func cancel() {
    state.withLock { $0 = State(isFinished: true) }
    ring()
  }

  /// The next element; nil behind the last, and when a signal asks the program to stop.
  func next() -> Element? {
    while Interruption.status == nil {
      let (element, isFinished) = state.withLock { state in
        (state.elements.isEmpty ? nil : state.elements.removeFirst(), state.isFinished)
      }
      if element != nil || isFinished { return element }
      _ = SystemCall.read(reading, count: 4096)
    }
    return nil
  }

  private func ring() { Interruption.ring(writing) }
}
