/// Memory every thread of a loop may write while a step runs, a part each.
///
/// The memory belongs to an `Arena`, like that of a `Tensor`.
@safe struct Scratch {
  private let base: UnsafeMutablePointer<Float>
  /// Values in each thread's part; a multiple of 16, so that every part is aligned to 64 bytes.
  let floatsPerWorker: Int

  /// Memory at `base`, aligned to 64 bytes; parts are rounded up to whole cache lines by
  /// `roundedUp`.
  init(base: UnsafeMutablePointer<Float>, floatsPerWorker: Int) {
    unsafe self.base = base
    self.floatsPerWorker = Self.roundedUp(floatsPerWorker)
  }

  /// The part of the thread a `ThreadPool` calls `index`.
  func worker(_ index: Int) -> UnsafeMutablePointer<Float> {
    unsafe base + index * floatsPerWorker
  }

  /// The number of values a part of `count` values takes.
  static func roundedUp(_ count: Int) -> Int { (count + 15) / 16 * 16 }
}
