import Foundation
import Testing

@testable import darknet_swift

@Suite("BoundedQueue")
struct BoundedQueueTests {
  @Test("elements come in their order, and the end behind them")
  func order() throws {
    let queue = BoundedQueue<Int>(capacity: 2)
    let worker = try Worker {
      for number in 0..<100 { #expect(queue.push(number)) }
      queue.finish()
    }
    var numbers: [Int] = []
    while let number = queue.next() { numbers.append(number) }
    try worker.join()
    #expect(numbers == Array(0..<100))
    #expect(queue.dropCount == 0)
  }

  @Test("one that keeps the newest drops the oldest, and counts")
  func newest() {
    let queue = BoundedQueue<Int>(capacity: 2, keepsNewest: true)
    for number in 0..<5 { #expect(queue.push(number)) }
    queue.finish()
    #expect([queue.next(), queue.next(), queue.next()] == [3, 4, nil])
    #expect(queue.dropCount == 3)
  }

  @Test("who waits for room learns that nobody wants any more")
  func cancelled() throws {
    let queue = BoundedQueue<Int>(capacity: 1)
    #expect(queue.push(1))
    let worker = try Worker { queue.push(2) }
    queue.cancel()
    #expect(try worker.join() == false)
    #expect(queue.next() == nil)
  }

  @Test("a worker throws what its work threw")
  func failure() throws {
    let worker = try Worker<Int> { throw CocoaError(.fileNoSuchFile) }
    #expect(throws: CocoaError.self) { try worker.join() }
  }
}
