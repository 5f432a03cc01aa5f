import CfgParser
import Engine
import Foundation
import TestSupport
import Testing

@testable import darknet_swift

@Suite("looking ahead")
struct LookAheadTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

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

  private struct Refusal: Error {}

  /// Looks at `count` times the same picture.
  private func lookAhead(
    _ count: Int, find: @escaping @Sendable (Picture) throws -> Int
  ) throws -> LookAhead<Int> {
    try TinyNetworks.writePictures(to: folder)
    let network = try Network(
      CfgDocument(parsing: "[net]\nwidth=8\nheight=8\nchannels=3\n[avgpool]\n", file: "net.cfg"))
    let loader = PictureLoader(
      network: network, exif: .apply, maximumPixelCount: Image.defaultMaximumPixelCount,
      messages: Messages(level: .quiet, terminal: Terminal()))
    let words = Array(repeating: folder.path("red.bmp"), count: count)
    return try LookAhead(
      ImageInputs(words: words, lists: []), loader, byteLimit: 1 << 20, find: find)
  }

  @Test("what fails with one picture is its own affair: the next are found, in order")
  func failures() throws {
    let calls = Monitor(0)
    let source = try lookAhead(20) { _ in
      let call = calls.withLock { calls in
        calls += 1
        return calls
      }
      guard call % 3 > 0 else { throw Refusal() }
      return call
    }
    try source.start()
    var found: [Int?] = []
    while let (_, finding) = try source.next() { found.append(try? finding.get().result) }
    source.stop()
    #expect(found == (1...20).map { $0 % 3 > 0 ? $0 : nil })
  }

  @Test("who breaks off waits for the picture that is looked at, and no other is begun then")
  func brokenOff() throws {
    let calls = Monitor(0)
    let source = try lookAhead(1000) { picture in
      calls.withLock { $0 += 1 }
      usleep(1000)
      return picture.width
    }
    try source.start()
    #expect(try source.next()?.1.get().result == 16)
    source.stop()
    let count = calls.withLock { $0 }
    usleep(20_000)
    #expect(calls.withLock { $0 } == count)
    #expect(count < 1000)
  }
}
