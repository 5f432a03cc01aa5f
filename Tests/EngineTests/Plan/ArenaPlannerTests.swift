import Testing

@testable import Engine

@Suite("ArenaPlanner")
struct ArenaPlannerTests {
  @Test(
    "buffers that live at one time do not overlap, for many random lifetimes", arguments: 0..<20)
  func disjoint(_ seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let buffers = (0..<40).map { _ in
      let start = next(30)
      return ArenaPlanner.Buffer(count: 1 + next(500), lifetime: start...start + next(8))
    }
    let arena = ArenaPlanner(buffers)
    for (a, first) in buffers.enumerated() {
      #expect(arena.offsets[a] % ArenaPlanner.alignment == 0)
      #expect(arena.offsets[a] + first.count <= arena.count)
      for (b, second) in buffers.enumerated()
      where a < b && first.lifetime.overlaps(second.lifetime) {
        let one = arena.offsets[a]..<arena.offsets[a] + first.count
        let other = arena.offsets[b]..<arena.offsets[b] + second.count
        #expect(!one.overlaps(other))
      }
    }
  }

  @Test("a chain of layers takes the memory of its two largest neighbours")
  func chain() {
    let buffers = [64, 128, 256, 128, 64].enumerated().map { index, count in
      ArenaPlanner.Buffer(count: count, lifetime: index...index + 1)
    }
    #expect(ArenaPlanner(buffers).count == 384)
  }

  @Test("no buffers take no memory")
  func empty() {
    #expect(ArenaPlanner([]).count == 0)
  }
}
