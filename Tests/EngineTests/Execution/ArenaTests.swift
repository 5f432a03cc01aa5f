import Testing

@testable import Engine

@Suite("Arena")
struct ArenaTests {
  @Test("holds zeros at first, to the last value", arguments: [1, 1000, 1_000_000])
  func zeros(_ count: Int) {
    let arena = Arena(valueCount: count)
    let areZeros = (0..<count).allSatisfy { unsafe arena.values[$0] == 0 }
    #expect(areZeros)
  }

  @Test("keeps what is written, to the last value")
  func keeps() {
    let count = 100_000
    let arena = Arena(valueCount: count)
    for index in 0..<count { unsafe arena.values[index] = Float(index) }
    let areKept = (0..<count).allSatisfy { unsafe arena.values[$0] == Float($0) }
    #expect(areKept)
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

  @Test("takes memory only as it is touched: more than the machine has can be asked for")
  func lazy() {
    let terabyte = 1 << 38
    let arena = Arena(valueCount: terabyte)
    unsafe arena.values[terabyte - 1] = 1
    #expect(unsafe arena.values[terabyte - 1] == 1)
  }

  @Test("can be asked for beforehand")
  func available() {
    #expect(Arena.isAvailable(valueCount: 1000))
    #expect(!Arena.isAvailable(valueCount: 1 << 60))
  }

  @Test("gives its memory back: many large ones after each other fit into the address space")
  func released() {
    let eightTerabytes = 1 << 41
    for _ in 0..<100 {
      let arena = Arena(valueCount: eightTerabytes)
      unsafe arena.values[0] = 1
    }
  }
}
