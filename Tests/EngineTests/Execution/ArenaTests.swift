import Testing

@testable import Engine

@Suite("Arena")
struct ArenaTests {
  @Test("holds zeros at first, to the last value", arguments: [1, 1000, 1_000_000])
  func zeros(_ count: Int) {
    let arena = Arena(valueCount: count)
    let isZero = (0..<count).allSatisfy { unsafe arena.values[$0] == 0 }
    #expect(isZero)
  }

  @Test("keeps what is written, to the last value")
  func keeps() {
    let count = 100_000
    let arena = Arena(valueCount: count)
    for index in 0..<count { unsafe arena.values[index] = Float(index) }
    let isKept = (0..<count).allSatisfy { unsafe arena.values[$0] == Float($0) }
    #expect(isKept)
  }

  @Test(
    "starts on a page, so that the planner's cache lines are the memory's", arguments: [1, 5000])
  func alignment(_ count: Int) {
    let page = 4096
    let arena = Arena(valueCount: count)
    #expect(Int(bitPattern: unsafe arena.values) % page == 0)
  }

  @Test("no values are an arena, too")
  func empty() {
    let arena = Arena(valueCount: 0)
    #expect(unsafe arena.values[0] == 0)
  }

  @Test("takes memory only as it is touched: far more than is needed can be asked for")
  func lazy() {
    let sixteenGigabytes = 1 << 32
    let arena = Arena(valueCount: sixteenGigabytes)
    unsafe arena.values[sixteenGigabytes - 1] = 1
    #expect(unsafe arena.values[sixteenGigabytes - 1] == 1)
  }

  @Test("can be asked for beforehand")
  func available() {
    #expect(Arena.isAvailable(valueCount: 1000))
    #expect(!Arena.isAvailable(valueCount: 1 << 60))
  }

  @Test("gives its memory back: more than all addresses can be had one after the other")
  func released() async {
    // In a process of its own, which would end where an arena cannot be had.
    await #expect(processExitsWith: .success) {
      let quarterTerabyte = 1 << 36
      for _ in 0..<600 {
        let arena = Arena(valueCount: quarterTerabyte)
        unsafe arena.values[0] = 1
      }
    }
  }
}
