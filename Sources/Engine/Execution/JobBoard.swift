import CKernels
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What the threads of a pool know of the loop that is going on.
///
/// `@unchecked` because of `body`: it is written only by the caller that has taken the board, when
/// the gate is shut and no thread is inside, and read only by threads inside.
@safe final class JobBoard: @unchecked Sendable {
  /// Number of the loop · 2¹⁶ + 2¹⁵ while threads may still join it + number of threads inside.
  private let gate = Atomic<Int>(0)
  /// Threads that may be inside at one time.
  private let helperLimit = Atomic<Int>(0)
  private let items: ItemShares
  private let isTaken = Atomic<Bool>(false)
  private let isStopping = Atomic<Bool>(false)
  private let sleep = SleepingPlace()
  private var body: dk_loop_body?

  private static let openBit = 1 << 15
  private static let insideMask = openBit - 1
  private static let loopStep = 1 << 16
  /// Turns of waiting before a thread sleeps: some tens of microseconds.
  private static let spinLimit = 2000

  /// A board for `threadCount` threads, the caller of a loop among them.
  init(threadCount: Int) { items = ItemShares(threadCount: threadCount) }

  /// Threads that sleep.
  var sleeperCount: Int { sleep.count }

  /// Takes the board for a caller, whom at most `helperLimit` threads shall help; false where
  /// another has it.
  func open(itemCount: Int, helperLimit: Int) -> Bool {
    let (taken, _) = isTaken.compareExchange(
      expected: false, desired: true, ordering: .acquiringAndReleasing)
    guard taken else { return false }
    items.deal(itemCount)
    self.helperLimit.store(helperLimit, ordering: .relaxed)
    return true
  }

  /// Has the items done by the threads and the caller, who has opened the board, and gives it back.
  func share(_ body: dk_loop_body) {
    unsafe publish(body)
    runItems(as: 0)
    close()
  }

  /// Lets the threads in.
  private func publish(_ body: dk_loop_body) {
    unsafe self.body = body
    let loop = gate.load(ordering: .relaxed) & ~(Self.loopStep - 1)
    gate.store((loop &+ Self.loopStep) | Self.openBit, ordering: .sequentiallyConsistent)
    sleep.wakeAll()
  }

  /// Takes items until there are none left.
  private func runItems(as worker: Int) {
    guard let body = unsafe body else { return }
    items.take(as: worker) { unsafe dk_call_loop_body(body, $0, worker) }
  }

  /// Lets no more threads in, waits for those inside, and gives the board back.
  private func close() {
    gate.bitwiseAnd(~Self.openBit, ordering: .acquiringAndReleasing)
    var turns = 0
    while gate.load(ordering: .acquiring) & Self.insideMask != 0 {
      turns += 1
      if turns < Self.spinLimit { dk_spin_hint() } else { sched_yield() }
    }
    unsafe body = nil
    isTaken.store(false, ordering: .releasing)
  }

  /// What a thread does all its life: join every loop it can, wait between them.
  func work(as worker: Int) {
    var lastLoop = 0
    while let loop = waitForLoop(after: lastLoop) {
      lastLoop = loop
      guard enter(loop) else { continue }
      runItems(as: worker)
      gate.subtract(1, ordering: .acquiringAndReleasing)
    }
  }

  /// Makes every thread return from `work`.
  func stop() {
    isStopping.store(true, ordering: .sequentiallyConsistent)
    sleep.wakeAll()
  }

  /// The number of an open loop other than `last`; nil when the pool ends.
  private func waitForLoop(after last: Int) -> Int? {
    var turns = 0
    while !isStopping.load(ordering: .acquiring) {
      if let loop = openLoop(after: last) { return loop }
      turns += 1
      if turns < Self.spinLimit {
        dk_spin_hint()
      } else {
        sleep.sleep { openLoop(after: last) == nil && !isStopping.load(ordering: .acquiring) }
        turns = 0
      }
    }
    return nil
  }

  private func openLoop(after last: Int) -> Int? {
    let state = gate.load(ordering: .sequentiallyConsistent)
    let loop = state & ~(Self.loopStep - 1)
    return state & Self.openBit != 0 && loop != last ? loop : nil
  }

  /// Counts the calling thread in, unless that loop was closed meanwhile or has helpers enough.
  private func enter(_ loop: Int) -> Bool {
    var state = gate.load(ordering: .acquiring)
    while state & Self.openBit != 0, state & ~(Self.loopStep - 1) == loop,
      state & Self.insideMask < helperLimit.load(ordering: .relaxed)
    {
      let (entered, seen) = gate.compareExchange(
        expected: state, desired: state + 1, ordering: .acquiringAndReleasing)
      if entered { return true }
      state = seen
    }
    return false
  }
}
