import Foundation
import Testing

@testable import darknet_swift

@Suite("looking ahead")
struct LookAheadTests {
  @Test("no image is begun while the budget is used up, and the next one when there is room")
  func budget() {
    let budget = MemoryBudget(byteLimit: 100, imageLimit: 3)
    budget.spend(99)
    budget.waitForRoom()
    budget.spend(1)
    let isDone = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      budget.waitForRoom()
      isDone.signal()
    }
    #expect(isDone.wait(timeout: .now() + .milliseconds(50)) == .timedOut)
    budget.giveBack(1)
    #expect(isDone.wait(timeout: .now() + .seconds(10)) == .success)
  }

  @Test("images count, too, however small")
  func imageLimit() {
    let budget = MemoryBudget(byteLimit: 100, imageLimit: 2)
    budget.spend(0)
    budget.waitForRoom()
    budget.spend(0)
    let isDone = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      budget.waitForRoom()
      isDone.signal()
    }
    #expect(isDone.wait(timeout: .now() + .milliseconds(50)) == .timedOut)
    budget.giveBack(0)
    #expect(isDone.wait(timeout: .now() + .seconds(10)) == .success)
  }

  @Test("elements come out in their order, and behind the last none")
  func queue() throws {
    let queue = try ItemQueue<Int>()
    Thread.detachNewThread {
      for number in 0..<10_000 { queue.push(number) }
      queue.finish()
    }
    var found: [Int] = []
    while let next = queue.next() { found.append(next) }
    #expect(found == Array(0..<10_000))
  }

  @Test("nothing comes out of a queue that nobody wants any more")
  func cancelled() throws {
    let queue = try ItemQueue<Int>()
    queue.push(1)
    queue.cancel()
    queue.push(2)
    #expect(queue.next() == nil)
  }
}
