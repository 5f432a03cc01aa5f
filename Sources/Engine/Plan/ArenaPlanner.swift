/// Places buffers in one allocation, so that those which are never needed at one time share memory.
///
/// Lifetimes come from whoever plans: first and last step, both included. Large buffers are placed
/// first, each at the lowest offset where it overlaps no placed buffer that lives at the same time.
package struct ArenaPlanner {
  /// One buffer to place.
  package struct Buffer: Sendable, Hashable {
    /// Values it holds.
    package let count: Int
    /// The steps during which it must keep its values.
    package let lifetime: ClosedRange<Int>

    package init(count: Int, lifetime: ClosedRange<Int>) {
      (self.count, self.lifetime) = (count, lifetime)
    }
  }

  /// Offsets, in values, by buffer.
  package let offsets: [Int]
  /// Values of the whole arena.
  package let count: Int

  /// Buffers start on cache lines: 16 values of 4 bytes.
  package static let alignment = 16

  package init(_ buffers: [Buffer]) {
    var offsets = Array(repeating: 0, count: buffers.count)
    var placed: [Int] = []
    let bySize = buffers.indices.sorted { (buffers[$1].count, $0) < (buffers[$0].count, $1) }
    for index in bySize {
      let rivals = placed.filter { buffers[$0].lifetime.overlaps(buffers[index].lifetime) }
        .map { (start: offsets[$0], end: offsets[$0] + buffers[$0].count) }
        .sorted { $0.start < $1.start }
      offsets[index] = Self.lowestGap(of: buffers[index].count, between: rivals)
      placed.append(index)
    }
    self.offsets = offsets
    count = zip(offsets, buffers).map { $0 + $1.count }.max() ?? 0
  }

  private static func lowestGap(of count: Int, between taken: [(start: Int, end: Int)]) -> Int {
    var offset = 0
    for range in taken {
      if offset + count <= range.start { break }
      offset = max(offset, aligned(range.end))
    }
    return offset
  }

  /// The next multiple of the alignment.
  package static func aligned(_ count: Int) -> Int {
    (count + alignment - 1) / alignment * alignment
  }
}
