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
    let ranked = known.map { name in
      let other = Array(name.utf8)
      return (
        distance: distance(letters, other), growth: abs(other.count - letters.count), name: name
      )
    }
    guard
      let best = ranked.min(by: {
        ($0.distance, $0.growth, $0.name) < ($1.distance, $1.growth, $1.name)
      }),
      best.distance <= max(1, max(letters.count, best.name.utf8.count) / 3)
    else { return nil }
    return best.name
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`.
  static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var (before, last) = ([Int](), Array(0...b.count))
    for (i, letter) in a.enumerated() {
      var row = [i + 1]
      for (j, other) in b.enumerated() {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (letter == other ? 0 : 1))
        if i > 0, j > 0, letter == b[j - 1], a[i - 1] == other {
          cost = min(cost, before[j - 1] + 1)
        }
        row.append(cost)
      }
      (before, last) = (last, row)
    }
    return last[b.count]
  }
}
