import Foundation
import Testing

@testable import Engine

@Suite("Monitor")
struct MonitorTests {
  private struct Refusal: Error, Equatable {}

  /// Has `body` done by a thread of its own; those of tasks may all be busy with other tests.
  private static func start(_ body: @escaping @Sendable () -> Void) -> DispatchSemaphore {
    let end = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      body()
      end.signal()
    }
    return end
  }

  @Test("one thread at a time has the value")
  func exclusive() {
    let count = Monitor(0)
    let ends = (0..<4).map { _ in
      Self.start { for _ in 0..<1000 { count.withLock { $0 += 1 } } }
    }
    for end in ends { end.wait() }
    #expect(count.withLock { $0 } == 4000)
  }

  @Test("who waits goes on after the change that makes it so, and after no other")
  func waits() {
    let number = Monitor(0)
    let end = Self.start { number.wait { $0 == 2 } }
    number.change { $0 = 1 }
    #expect(end.wait(timeout: .now() + .milliseconds(50)) == .timedOut)
    number.change { $0 = 2 }
    #expect(end.wait(timeout: .now() + .seconds(20)) == .success)
  }

  @Test("a change that waits for another one is made, and wakes the next")
  func chain() {
    let number = Monitor(0)
    let ends = (1..<5).map { step in
      Self.start { number.change(when: { $0 == step }) { $0 += 1 } }
    }
    number.change { $0 = 1 }
    for end in ends { #expect(end.wait(timeout: .now() + .seconds(20)) == .success) }
    #expect(number.withLock { $0 } == 5)
  }

  @Test("a body that throws gives the value back, and what it threw comes through")
  func thrown() {
    let number = Monitor(0)
    #expect(throws: Refusal()) {
      try number.change { number throws(Refusal) in
        number = 7
        throw Refusal()
      }
    }
    #expect(number.withLock { $0 } == 7)
  }
}
