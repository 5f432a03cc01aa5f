import Foundation
import Synchronization
import Testing

@testable import Engine

@Suite("ThreadPool shared by callers")
struct ThreadSharingTests {
  /// How many threads are in a loop's body at one time.
  private final class Meter: Sendable {
    private let inside = Atomic<Int>(0)
    private let most = Atomic<Int>(0)

    /// The largest number there was.
    var largest: Int { most.load(ordering: .relaxed) }

    /// Stays for as long as other threads take to come, or until `count` are here.
    func stay(awaiting count: Int, for time: Duration) {
      most.max(inside.add(1, ordering: .relaxed).newValue, ordering: .relaxed)
      let end = ContinuousClock.now + time
      while largest < count, ContinuousClock.now < end { usleep(20) }
      inside.subtract(1, ordering: .relaxed)
    }
  }

  @Test("a caller is helped by all threads, and again when another is done")
  func helped() {
    let pool = ThreadPool(threadCount: 3)
    pool.beginComputing()
    pool.beginComputing()
    pool.endComputing()
    let meter = Meter()
    pool.forEach(3) { _, _ in meter.stay(awaiting: 3, for: .seconds(20)) }
    pool.endComputing()
    #expect(meter.largest == 3)
  }

  @Test(
    "callers that compute together and their helpers are no more than the pool has threads",
    arguments: [(2, 2), (3, 2), (4, 2), (4, 3), (2, 5)])
  func notTooMany(threadCount: Int, callerCount: Int) {
    let pool = ThreadPool(threadCount: threadCount)
    for _ in 0..<callerCount { pool.beginComputing() }
    let meter = Meter()
    pool.forEach(40) { _, _ in meter.stay(awaiting: threadCount + 1, for: .microseconds(500)) }
    #expect(meter.largest <= max(1, threadCount - callerCount + 1))
  }

  /// A mark that one task sets and another waits for.
  private final class Mark: Sendable {
    private let value = Atomic<Bool>(false)
    var isSet: Bool { value.load(ordering: .relaxed) }
    func set() { value.store(true, ordering: .relaxed) }
  }

  /// The ways to run a session.
  enum Run: CaseIterable {
    case plain, reading, profiled

    func callAsFunction(_ session: inout Session) throws {
      switch self {
      case .plain: session.run()
      case .reading: try session.runReading()
      case .profiled: _ = session.runProfiled()
      }
    }
  }

  @Test("a session that runs is counted, and no longer when it is done", arguments: Run.allCases)
  func sessionsAreCounted(_ run: Run) throws {
    let net = "[net]\nwidth=96\nheight=96\nchannels=3\n"
    let plan = try TinyPlan.make("[maxpool]\nsize=5\nstride=1\n", [], net: net)
    let (seen, ended) = (Mark(), Mark())
    let end = ContinuousClock.now + .seconds(20)
    // A thread of its own: those of tasks may all be busy with other tests.
    Thread.detachNewThread {
      var session = Session(plan)
      while !seen.isSet, ContinuousClock.now < end { try? run(&session) }
      ended.set()
    }
    while plan.threads.callerCount == 0, ContinuousClock.now < end { usleep(20) }
    #expect(ContinuousClock.now < end)
    seen.set()
    while !ended.isSet { usleep(20) }
    #expect(plan.threads.callerCount == 0)
  }

  @Test("threads that find no work sleep, and take no time of a core")
  func idleThreadsSleep() throws {
    let pool = ThreadPool(threadCount: 3)
    pool.forEach(100) { _, _ in }
    let end = ContinuousClock.now + .seconds(20)
    while pool.sleeperCount < 2, ContinuousClock.now < end { usleep(200) }
    #expect(pool.sleeperCount == 2)
  }
}
