/// The "did you mean" of messages: the known name nearest to what was written.
package enum Suggestion {
  /// Names longer than this are compared with nothing, so that hostile text costs no time.
  private static let longestName = 64

  /// The name in `known` that is fewest edits away from `written`.
  ///
  /// - Returns: Nothing when even the nearest is more than a third of its letters away; of several
  ///   equally near names the one nearest in length, then the alphabetically first.
  package static func nearest(to written: String, among known: some Sequence<String>) -> String? {
    let letters = Array(written.utf8)
    guard !letters.isEmpty, letters.count <= longestName else { return nil }
    let ranked = known.lazy.compactMap { name -> (distance: Int, growth: Int, name: String)? in
      // At least as many edits as the lengths differ by: most names are left out without a look.
      let growth = abs(name.utf8.count - letters.count)
      guard growth <= limit(letters.count, name.utf8.count) else { return nil }
      return (distance(letters, Array(name.utf8)), growth, name)
    }
    guard
      let best = ranked.min(by: {
        ($0.distance, $0.growth, $0.name) < ($1.distance, $1.growth, $1.name)
      }),
      best.distance <= limit(letters.count, best.name.utf8.count)
    else { return nil }
    return best.name
  }

  /// Edits that names of these lengths may be apart.
  private static func limit(_ one: Int, _ other: Int) -> Int { max(1, max(one, other) / 3) }

  /// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    // The row before the last, the last, and the one that is being filled.
    var (before, last) = ([Int](repeating: 0, count: b.count + 1), Array(0...b.count))
    var row = before
    for (i, letter) in a.enumerated() {
      row[0] = i + 1
      for (j, other) in b.enumerated() {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter == other ? 0 : 1))
        if i > 0, j > 0, letter == b[j - 1], a[i - 1] == other {
          cost = min(cost, before[j - 1] + 1)
        }
        row[j + 1] = cost
      }
      (before, last, row) = (last, row, before)
    }
    return last[b.count]
  }
}
