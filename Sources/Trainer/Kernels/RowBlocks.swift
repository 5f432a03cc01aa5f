import Engine

/// The pixels of a mini-batch cut into blocks of a fixed size, for sums over pixels.
///
/// The size depends on the channels alone: what is summed in a block, and in which order blocks are
/// added, is the same for any number of threads.
struct RowBlocks: Sendable, Hashable {
  /// Pixels of all images.
  let rowCount: Int
  /// Channels of a pixel.
  let channels: Int

  /// Pixels of a block: so many that its values stay in the second-level cache.
  var blockRows: Int { max(16, 8_192 / max(1, channels)) }
  /// Blocks in all.
  var count: Int { (rowCount + blockRows - 1) / blockRows }
  /// Values of a block.
  var blockValues: Int { blockRows * channels }

  /// The pixels of a block.
  func rows(of block: Int) -> Range<Int> {
    block * blockRows..<min(rowCount, (block + 1) * blockRows)
  }

  /// Calls `body` for every block, once each.
  func forEach(
    on threads: ThreadPool, _ body: (_ block: Int, _ rows: Range<Int>, _ worker: Int) -> Void
  ) {
    // A few blocks at a time: taking one is not free.
    let step = max(1, min(4, count / (4 * threads.threadCount)))
    threads.forEach((count + step - 1) / step) { item, worker in
      for block in item * step..<min(count, (item + 1) * step) {
        body(block, rows(of: block), worker)
      }
    }
  }
}
