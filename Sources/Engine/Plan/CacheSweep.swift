/// Memory whose reading drives everything else out of the processor's caches, as the other layers'
/// weights do between two runs of a layer.
struct CacheSweep {
  private let arena: Arena
  private let lineCount: Int

  /// As much memory as that, but no more than caches hold.
  init(byteCount: Int) {
    lineCount = min(max(0, byteCount), Self.limit) / Self.lineByteCount
    arena = Arena(valueCount: lineCount * Self.lineValueCount)
    // Untouched pages would all be one page of zeros.
    unsafe arena.values.update(repeating: 1, count: arena.valueCount)
  }

  /// Reads a value of every cache line: lines that were written would have to be written back
  /// during what is timed next.
  func clear(_ threads: ThreadPool) {
    let values = unsafe arena.values
    threads.forEachRange(of: lineCount, itemsAtLeast: 1024) { lines in
      var sum: Float = 0
      for line in lines { unsafe sum += values[line * Self.lineValueCount] }
      unsafe values[lines.lowerBound * Self.lineValueCount] = sum / Float(lines.count)
    }
  }

  private static let lineByteCount = 64
  private static let lineValueCount = lineByteCount / MemoryLayout<Float>.stride
  /// More than the part of a third-level cache that a few cores share.
  private static let limit = 64 << 20
}
