import Synchronization
import Testing

@testable import Engine

@Suite("ThreadPool")
struct ThreadPoolTests {
  @Test("an idle pool counts as many threads and does nothing", arguments: [1, 3])
  func idle(_ threadCount: Int) {
    let pool = ThreadPool(idleInPlaceOf: ThreadPool(threadCount: threadCount))
    #expect(pool.threadCount == threadCount)
    let calls = Atomic<Int>(0)
    for count in [1, 100] { pool.forEach(count) { _, _ in calls.add(1, ordering: .relaxed) } }
    #expect(calls.load(ordering: .relaxed) == 0)
  }

  /// How often each item was done.
  ///
  /// Atomics, not a lock: that would put the threads in an order by itself.
  private final class Tally: Sendable {
    private let counts: [Count]
    init(_ count: Int) { counts = (0..<count).map { _ in Count() } }
    func add(_ item: Int) { counts[item].value.add(1, ordering: .relaxed) }
    var isOnceEach: Bool { counts.allSatisfy { $0.value.load(ordering: .relaxed) == 1 } }
  }

  /// One counter of a tally.
  private final class Count: Sendable {
    let value = Atomic<Int>(0)
  }

  @Test("does every item once", arguments: [1, 2, 3, 8], [0, 1, 2, 3, 1000])
  func everyItemOnce(threadCount: Int, count: Int) {
    let tally = Tally(count)
    ThreadPool(threadCount: threadCount).forEach(count) { item, _ in tally.add(item) }
    #expect(tally.isOnceEach)
  }

  @Test("numbers the threads from 0 to below threadCount", arguments: [1, 2, 5])
  func workerNumbers(threadCount: Int) {
    let strangers = Atomic<Int>(0)
    let pool = ThreadPool(threadCount: threadCount)
    pool.forEach(500) { _, worker in
      if !(0..<threadCount).contains(worker) { strangers.add(1, ordering: .relaxed) }
    }
    #expect(strangers.load(ordering: .relaxed) == 0)
  }

  @Test("no two items share a worker number at one time")
  func workersAreExclusive() {
    let isBusy = (0..<3).map { _ in Flag() }
    let clashes = Atomic<Int>(0)
    ThreadPool(threadCount: 3).forEach(2000) { _, worker in
      if isBusy[worker].take() { clashes.add(1, ordering: .relaxed) }
      isBusy[worker].release()
    }
    #expect(clashes.load(ordering: .relaxed) == 0)
  }

  @Test("a count below 1 is one thread", arguments: [0, -4])
  func noThreads(threadCount: Int) {
    let pool = ThreadPool(threadCount: threadCount)
    let tally = Tally(3)
    pool.forEach(3) { item, worker in
      #expect(worker == 0)
      tally.add(item)
    }
    #expect(pool.threadCount == 1)
    #expect(tally.isOnceEach)
  }

  @Test("a count beyond the limit is the limit")
  func tooManyThreads() {
    #expect(ThreadPool(threadCount: .max).threadCount == ThreadPool.threadLimit)
  }

  @Test("what a loop wrote is there when it returns, loop after loop")
  func loopsFollowEachOther() {
    let pool = ThreadPool(threadCount: 3)
    var values = Array(repeating: 0, count: 64)
    for round in 1...300 {
      unsafe values.withUnsafeMutableBufferPointer { values in
        nonisolated(unsafe) let values = unsafe values
        pool.forEach(64) { item, _ in unsafe values[item] += 1 }
      }
      #expect(values.allSatisfy { $0 == round })
    }
  }

  @Test("threads that fell asleep wake up again")
  func wakesUp() async throws {
    let pool = ThreadPool(threadCount: 2)
    for _ in 0..<3 {
      let tally = Tally(10)
      pool.forEach(10) { item, _ in tally.add(item) }
      #expect(tally.isOnceEach)
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  @Test("a loop inside a loop runs on its caller")
  func nested() {
    let tally = Tally(400)
    let pool = ThreadPool(threadCount: 2)
    pool.forEach(20) { outer, _ in
      pool.forEach(20) { inner, _ in tally.add(outer * 20 + inner) }
    }
    #expect(tally.isOnceEach)
  }

  @Test("many callers at once all get their items done")
  func concurrentCallers() async {
    let pool = ThreadPool(threadCount: 2)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<50).allSatisfy { _ in
            let tally = Tally(30)
            pool.forEach(30) { item, _ in tally.add(item) }
            return tally.isOnceEach
          }
        }
      }
      for await isDone in group { #expect(isDone) }
    }
  }

  @Test("pools come and go, used or not")
  func comeAndGo() {
    for round in 0..<50 {
      let pool = ThreadPool(threadCount: 3)
      if round.isMultiple(of: 2) { pool.forEach(4) { _, _ in } }
    }
  }

  @Test("ranges cover everything once and keep to the least size", arguments: [0, 1, 7, 100])
  func ranges(count: Int) {
    let tally = Tally(count)
    ThreadPool(threadCount: 2).forEachRange(of: count, itemsAtLeast: 5) { range in
      #expect(range.count >= min(5, count))
      for item in range { tally.add(item) }
    }
    #expect(tally.isOnceEach)
  }
}

/// A mark that tells whether it was set before.
private final class Flag: Sendable {
  private let isSet = Atomic<Bool>(false)
  func take() -> Bool { isSet.exchange(true, ordering: .acquiring) }
  func release() { isSet.store(false, ordering: .releasing) }
}
