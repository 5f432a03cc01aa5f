import Testing

@testable import darknet_swift

@Suite("a part of the inputs")
struct ShardTests {
  @Test("every position belongs to exactly one part", arguments: 1...5)
  func partition(_ count: Int) {
    for position in 0..<20 {
      #expect((0..<count).count { Shard(index: $0, count: count).contains(position) } == 1)
    }
  }

  @Test("parts are written as index/count, from 0")
  func parse() throws {
    #expect(try Shard.parse("2/3") == Shard(index: 2, count: 3))
  }

  @Test("what is no part is refused", arguments: ["3/3", "-1/3", "0/0", "1/2/3", "1", "/", "a/b"])
  func refused(_ text: String) {
    #expect(throws: (any Error).self) { try Shard.parse(text) }
  }
}
