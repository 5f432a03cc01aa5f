import CfgParser
import Testing
import TestSupport

@testable import Engine

@Suite("the memory of a session")
struct SessionMemoryTests {
  /// Bits that no arithmetic makes.
  private static let untouched: UInt32 = 0x7FC5_A5A5
  /// Values behind the arena that must stay as they are: more than a row of any scratch.
  private static let spareCount = 4096

  @Test(
    "no run writes behind its arena, whatever the layers, the threads and the batch",
    arguments: NetworkFixtureTests.fixtures.cases(in: "networks"), [1, 3])
  func arena(_ name: String, _ threadCount: Int) throws {
    let fixtures = NetworkFixtureTests.fixtures
    let plan = try ExecutionPlan(
      cfg: fixtures.path("networks", name, "net.cfg"),
      weights: fixtures.path("networks", name, "net.weights"),
      options: .init(threadCount: threadCount))
    for batch in [1, 2] {
      let count = plan.arenaByteCount(batch: batch) / 4
      let arena = Arena(valueCount: count + Self.spareCount)
      let spare = unsafe UnsafeMutableBufferPointer(
        start: arena.values + count, count: Self.spareCount)
      unsafe spare.initialize(repeating: Float(bitPattern: Self.untouched))
      var session = Session(plan, arena: arena, batch: batch)
      session.run()
      let isUntouched = unsafe spare.allSatisfy { $0.bitPattern == Self.untouched }
      #expect(isUntouched)
    }
  }
}
