/// Reads the weights of a product's outputs on several threads, a few outputs at a time.
///
/// Each thread has a buffer of its own, so a second copy of all weights never exists.
struct OutputReader {
  /// Outputs in all.
  let outputs: Int
  /// Values of an output.
  let depth: Int
  /// Outputs that one thread reads one after the other.
  let partWidth: Int
  /// Who reads.
  let threads: ThreadPool

  /// Has `rows` fill a buffer with the values of a range of outputs, and `put` take them from
  /// there; every output comes once, and those of a part come in ascending order, by one worker.
  ///
  /// - Throws: what `rows` throws first; other ranges may have been read by then.
  func read<Failure: Error>(
    _ rows: (Range<Int>, UnsafeMutableBufferPointer<Float>) throws(Failure) -> Void,
    put: (_ range: Range<Int>, _ values: UnsafePointer<Float>, _ worker: Int) -> Void
  ) throws(Failure) {
    let readWidth = readWidth
    let buffers = AlignedFloats(count: threads.threadCount * readWidth * depth)
    let failure = Monitor<Failure?>(nil)
    threads.forEach((outputs + partWidth - 1) / partWidth) { part, worker in
      let end = min(outputs, (part + 1) * partWidth)
      let values = unsafe buffers.values + worker * readWidth * depth
      do throws(Failure) {
        for first in stride(from: part * partWidth, to: end, by: readWidth) {
          let range = first..<min(end, first + readWidth)
          try unsafe rows(
            range, UnsafeMutableBufferPointer(start: values, count: range.count * depth))
          unsafe put(range, values, worker)
        }
      } catch {
        failure.withLock { $0 = $0 ?? error }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  /// Outputs read in one go: so many that a buffer of them stays in the second-level cache, but a
  /// few.
  private var readWidth: Int {
    var width = partWidth
    while width > 4, width * depth > Self.readLimit { width /= 2 }
    return width
  }

  /// Values read in one go: half a megabyte.
  private static let readLimit = 1 << 17
}
