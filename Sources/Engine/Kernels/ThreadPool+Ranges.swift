extension ThreadPool {
  /// Shares 0 ..< `count` out in ranges, a few a thread, none below `itemsAtLeast` unless there is
  /// only one.
  ///
  /// Waking a thread takes as long as some ten thousand values: what is less is best done by the
  /// caller.
  package func forEachRange(of count: Int, itemsAtLeast: Int, _ body: (Range<Int>) -> Void) {
    guard count > 0 else { return }
    var parts = max(1, min(count / max(1, itemsAtLeast), threadCount == 1 ? 1 : 3 * threadCount))
    // Three parts for two threads would take as long as four.
    if parts > threadCount { parts = parts / threadCount * threadCount }
    forEach(parts) { part, _ in body(count * part / parts..<count * (part + 1) / parts) }
  }

  /// Shares `rowCount` rows of `columnCount` values out by their size.
  package func forEachRows(_ rowCount: Int, of columnCount: Int, _ body: (Range<Int>) -> Void) {
    forEachRange(of: rowCount, itemsAtLeast: 1 + 16_384 / max(1, columnCount), body)
  }
}
