import Synchronization
import Testing

@testable import Engine

@Suite("SessionPool")
struct SessionPoolTests {
  private struct Refusal: Error, Equatable {}

  /// Which arenas are in use, and how often one was lent while it was.
  private final class Ledger: Sendable {
    private let inUse = Monitor<Set<ObjectIdentifier>>([])
    private let clashes = Atomic<Int>(0)

    var clashCount: Int { clashes.load(ordering: .relaxed) }

    func begin(_ arena: ObjectIdentifier) {
      let isFree = inUse.withLock { $0.insert(arena).inserted }
      if !isFree { clashes.add(1, ordering: .relaxed) }
    }

    func end(_ arena: ObjectIdentifier) { inUse.withLock { _ = $0.remove(arena) } }
  }

  private func pool() throws -> SessionPool {
    SessionPool(try TinyPlan.make("[maxpool]\nsize=2\nstride=2\n", []))
  }

  // The tests hold on to the arenas: one that is let go may leave its address to the next.

  @Test("callers one after the other get the same arena")
  func reused() throws {
    let pool = try pool()
    let (first, second) = (pool.withSession { $0.arena }, pool.withSession { $0.arena })
    #expect(first === second)
  }

  @Test("callers at the same time get arenas of their own")
  func separate() throws {
    let (outer, inner) = Self.nested(try pool())
    #expect(outer !== inner)
  }

  @Test("no arena is made while one is idle")
  func fewest() throws {
    let pool = try pool()
    let (first, second) = Self.nested(pool)
    let (third, fourth) = Self.nested(pool)
    #expect(first === third || first === fourth)
    #expect(second === third || second === fourth)
  }

  @Test("a caller that throws gives its arena back, and its error comes through")
  func thrown() throws {
    let pool = try pool()
    let before = pool.withSession { $0.arena }
    #expect(throws: Refusal()) {
      try pool.withSession { _ throws(Refusal) in throw Refusal() }
    }
    #expect(pool.withSession { $0.arena } === before)
  }

  @Test("a batch gets an arena that is large enough, which then serves single images as well")
  func batches() throws {
    let pool = try pool()
    let small = pool.withSession { $0.arena }
    let large = pool.withSession(batch: 3) { session in
      #expect(session.batch == 3)
      return session.arena
    }
    #expect(large !== small)
    #expect(large.valueCount == pool.plan.arenaByteCount(batch: 3) / 4)
    #expect(pool.withSession { $0.arena } === large)
  }

  @Test("sessions remember nothing of those before, whatever the batch", arguments: [1, 2])
  func forgotten(_ batch: Int) throws {
    let pool = SessionPool(try TinyPlan.make("[history]\nhistory_size=2\n", []))
    let input = TinyPlan.input
    let outputs = try [batch, 1, 2].map { batch in
      try pool.withSession(batch: batch) { session in
        for image in 0..<batch { try session.setInput(input.span, image: image) }
        session.run()
        return (0..<batch).map { session.output(of: 0, image: $0) }
      }
    }
    let expected = input + Array(repeating: 0, count: input.count)
    #expect(outputs.joined().allSatisfy { $0 == expected })
  }

  @Test(
    "items come in batches of a bounded size, results in their order", arguments: [0, 1, 8, 19])
  func order(_ count: Int) throws {
    let pool = try pool()
    let items = Array(0..<count)
    let sizes = pool.withBatches(of: items) { session, items in
      #expect(session.batch == items.count)
      return items.map { _ in items.count }
    }
    #expect(sizes.count == count)
    #expect(sizes.allSatisfy { (1...4).contains($0) })
    #expect(pool.withBatches(of: items) { $1.map { $0 } } == items)
  }

  /// The arenas of two sessions that are lent at one time.
  private static func nested(_ pool: SessionPool) -> (Arena, Arena) {
    pool.withSession { outer in
      let outer = outer.arena
      return (outer, pool.withSession { $0.arena })
    }
  }

  @Test("tasks that are cancelled or throw in the middle give their arenas back")
  func cancelled() async throws {
    let pool = try pool()
    let seen = Monitor<[Arena]>([])
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<40 {
        group.addTask {
          try? pool.withSession { session throws(Refusal) in
            let arena = session.arena
            seen.change { if !$0.contains(where: { $0 === arena }) { $0.append(arena) } }
            // Bounded: who cancels may need the thread of this task.
            for _ in 0..<100 where !Task.isCancelled { session.run() }
            throw Refusal()
          }
        }
      }
      while seen.withLock({ $0.isEmpty }) { try? await Task.sleep(for: .milliseconds(1)) }
      group.cancelAll()
    }
    // As many callers as there are arenas get those, and nobody needs a new one.
    let arenas = seen.withLock { $0 }
    let lent = Self.lent(arenas.count, by: pool)
    #expect(lent.allSatisfy { arena in arenas.contains { $0 === arena } })
  }

  /// The arenas of that many sessions that are lent at one time.
  private static func lent(_ count: Int, by pool: SessionPool) -> [Arena] {
    guard count > 0 else { return [] }
    return pool.withSession { [$0.arena] + lent(count - 1, by: pool) }
  }

  @Test("never lends one arena to two tasks at once")
  func exclusive() async throws {
    let pool = try pool()
    let ledger = Ledger()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask {
          pool.withSession { session in
            let arena = ObjectIdentifier(session.arena)
            ledger.begin(arena)
            session.run()
            ledger.end(arena)
          }
        }
      }
    }
    #expect(ledger.clashCount == 0)
  }
}
