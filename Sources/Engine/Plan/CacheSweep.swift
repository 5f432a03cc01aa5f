/// Memory whose reading drives everything else out of the processor's caches, as the other layers'
/// weights do between two runs of a layer.
struct CacheSweep {
  private let arena: Arena
  private let lineCount: Int

  /// As much memory as that, but no more than caches hold.
  init(byteCount: Int) {
    lineCount = min(max(0, byteCount), Self.limit) / Self.lineByteCount
    arena = Arena(valueCount: lineCount * Self.lineValueCount)
  }

  /// Touches a value of every cache line.
  func clear(_ threads: ThreadPool) {
    let values = unsafe arena.values
    threads.forEachRange(of: lineCount, itemsAtLeast: 1024) { lines in
      for line in lines { unsafe values[line * Self.lineValueCount] += 1 }
    }
  }

  private static let lineByteCount = 64
  private static let lineValueCount = lineByteCount / MemoryLayout<Float>.stride
  /// More than the part of a third-level cache that a few cores share.
  private static let limit = 64 << 20
}
