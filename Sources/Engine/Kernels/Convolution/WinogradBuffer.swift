/// Where transformed values lie: [position][tile][channel], with gaps.
///
/// Neither rows nor positions are an even number of cache lines apart, so that those worked on at
/// a time do not push each other out of the cache.
package struct WinogradBuffer: Sendable, Hashable {
  /// Values from one tile to the next.
  package let rowStride: Int
  /// Values from one position to the next.
  package let positionStride: Int
  /// Values of the whole.
  package let count: Int

  /// Room for `tiles` rows of `rowCount` values at `positions` positions.
  package init(positions: Int, tiles: Int, rowCount: Int) {
    rowStride = Self.oddLines(rowCount)
    positionStride = Self.oddLines(tiles * rowStride)
    count = positions * positionStride
  }

  private static func oddLines(_ count: Int) -> Int { ((count + 15) / 16 | 1) * 16 }
}
