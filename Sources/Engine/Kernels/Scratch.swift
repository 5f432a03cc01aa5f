/// Memory a step may write while it runs: a part for all threads, and a part for each.
///
/// The memory belongs to an `Arena`, like that of a `Tensor`.
@safe package struct Scratch {
  /// The part all threads share.
  package let shared: UnsafeMutablePointer<Float>
  private let base: UnsafeMutablePointer<Float>
  /// Values in each thread's part; a multiple of 16, so that every part is aligned to 64 bytes.
  package let floatsPerWorker: Int

  /// Memory at `base`, aligned to 64 bytes: `sharedFloats` values, then the threads' parts; all are
  /// rounded up to whole cache lines by `roundedUp`.
  package init(base: UnsafeMutablePointer<Float>, sharedFloats: Int, floatsPerWorker: Int) {
    unsafe shared = base
    unsafe self.base = base + Self.roundedUp(sharedFloats)
    self.floatsPerWorker = Self.roundedUp(floatsPerWorker)
  }

  /// The part of the thread a `ThreadPool` calls `index`.
  package func worker(_ index: Int) -> UnsafeMutablePointer<Float> {
    unsafe base + index * floatsPerWorker
  }

  /// The number of values a part of `count` values takes.
  package static func roundedUp(_ count: Int) -> Int { (count + 15) / 16 * 16 }
}
