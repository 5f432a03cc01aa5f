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

  @Test("callers one after the other get the same arena")
  func reused() throws {
    let pool = try pool()
    let arenas = (0..<3).map { _ in pool.withSession { ObjectIdentifier($0.arena) } }
    #expect(Set(arenas).count == 1)
  }

  @Test("callers at the same time get arenas of their own")
  func separate() throws {
    let pool = try pool()
    pool.withSession { outer in
      let outer = ObjectIdentifier(outer.arena)
      let inner = pool.withSession { ObjectIdentifier($0.arena) }
      #expect(inner != outer)
    }
  }

  @Test("no arena is made while one is idle")
  func fewest() throws {
    let pool = try pool()
    let both = pool.withSession { outer in
      let outer = ObjectIdentifier(outer.arena)
      return pool.withSession { [outer, ObjectIdentifier($0.arena)] }
    }
    let later = pool.withSession { outer in
      let outer = ObjectIdentifier(outer.arena)
      return pool.withSession { [outer, ObjectIdentifier($0.arena)] }
    }
    #expect(Set(later) == Set(both))
  }

  @Test("a caller that throws gives its arena back, and its error comes through")
  func thrown() throws {
    let pool = try pool()
    let before = pool.withSession { ObjectIdentifier($0.arena) }
    #expect(throws: Refusal()) {
      try pool.withSession { _ throws(Refusal) in throw Refusal() }
    }
    #expect(pool.withSession { ObjectIdentifier($0.arena) } == before)
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
