import ArgumentParser

/// One of several equal parts of the inputs of a call: those whose position, divided by `count`,
/// leaves `index`.
///
/// Parts with one count are disjoint, and all of them together are everything.
struct Shard: Hashable {
  /// Which part, from 0.
  let index: Int
  /// How many parts there are.
  let count: Int

  /// Reads `2/8`, the third of eight.
  ///
  /// - Throws: `ValidationError`.
  static func parse(_ text: String) throws -> Shard {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1],
      (1...1_000_000).contains(count), (0..<count).contains(index)
    else {
      throw ValidationError("a part such as 0/4 is needed: the first of four, the last is 3/4")
    }
    return Shard(index: index, count: count)
  }

  /// Whether the input at that position, from 0, belongs to the part.
  func contains(_ position: Int) -> Bool { position % count == index }
}
