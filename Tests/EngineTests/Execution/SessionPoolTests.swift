import Synchronization
import Testing

@testable import Engine

@Suite("SessionPool")
struct SessionPoolTests {
  private struct Refusal: Error, Equatable {}

  /// Which arenas are in use, and how often one was lent while it was.
  private final class Ledger: Sendable {
    private let inUse = Mutex<Set<ObjectIdentifier>>([])
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

  /// The arenas of two sessions that are lent at one time.
  private static func nested(_ pool: SessionPool) -> (Arena, Arena) {
    pool.withSession { outer in
      let outer = outer.arena
      return (outer, pool.withSession { $0.arena })
    }
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
